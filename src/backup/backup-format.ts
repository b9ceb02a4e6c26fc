import { z } from 'zod';

/**
 * A backup is gzip'd NDJSON: a {@link BackupHeader}, every node, every relationship, a {@link BackupFooter}. It is read
 * by versions that know its format number, whatever server it came from.
 */
export const FORMAT = 'jingwei-backup';
export const FORMAT_VERSION = 1;

const Count = z.number().int().nonnegative();

export const BackupHeader = z.object({
  format: z.literal(FORMAT),
  version: z.number().int(),
  /** UTC instant, ISO. */
  madeAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  nodes: Count,
  relationships: Count,
  /** Where each chain ended: what was appended while the backup was made is not in it. */
  chains: z
    .array(z.object({ chain: z.string(), sequence: Count, hash: z.string(), at: z.number() }))
    .default([]),
});
export type BackupHeader = z.infer<typeof BackupHeader>;

export const BackupFooter = z.object({
  end: z.literal(FORMAT),
  nodes: Count,
  relationships: Count,
  /** Hexadecimal SHA-256 of all bytes before this line, uncompressed. */
  sha256: z.string(),
});
export type BackupFooter = z.infer<typeof BackupFooter>;

export interface NodeEntry {
  /** The number that relationships of this file call the node by. */
  readonly id: number;
  readonly labels: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface RelationshipEntry {
  readonly from: number;
  readonly to: number;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** How far copying has come, in nodes and relationships. */
export interface BackupProgress {
  readonly phase: 'nodes' | 'relationships' | 'indexes';
  readonly done: number;
  readonly of: number | undefined;
}

export interface BackupSummary {
  readonly file: string;
  readonly nodes: number;
  readonly relationships: number;
  readonly seconds: number;
}
