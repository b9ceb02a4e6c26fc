import { type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import type { Head } from './entry.ts';
import { keyIdOf, parsePublicKey, type SigningKey } from './signing-key.ts';

const Signed = { key: z.string(), signature: z.string() };
const Sequence = z.number().int().nonnegative();

/** Which key signs from here on. Each but the first is vouched for by the one before it, unless that one was lost. */
const KeyLine = z.object({
  type: z.literal('key'),
  publicKey: z.string(),
  at: z.iso.datetime(),
  /** Why the key changed; empty for the first. */
  reason: z.string(),
  /** The key before; null when there was none. Its signature is the endorsement, null when it was lost. */
  previous: z.string().nullable(),
  endorsement: z.string().nullable(),
  ...Signed,
});

/** A chain ended here at that time. */
const HeadLine = z.object({
  type: z.literal('head'),
  chain: z.string(),
  sequence: Sequence,
  hash: z.string(),
  at: z.iso.datetime(),
  ...Signed,
});

/** A person stands for it that what was signed behind this place is lost, e.g. because an older backup was restored. */
const LossLine = z.object({
  type: z.literal('loss'),
  chain: z.string(),
  /** The last entry that is left. */
  sequence: Sequence,
  hash: z.string(),
  /** The last entry that there once was. */
  lost: Sequence,
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  ...Signed,
});

export const HeadsLine = z.discriminatedUnion('type', [KeyLine, HeadLine, LossLine]);
export type HeadsLine = z.infer<typeof HeadsLine>;
export type KeyLine = z.infer<typeof KeyLine>;
export type HeadLine = z.infer<typeof HeadLine>;
export type LossLine = z.infer<typeof LossLine>;

/** What is signed: every field but the signatures, in one fixed order. */
function signedText(line: HeadsLine): string {
  switch (line.type) {
    case 'key':
      return toText([line.type, line.publicKey, line.at, line.reason, line.previous]);
    case 'head':
      return toText([line.type, line.chain, line.sequence, line.hash, line.at]);
    case 'loss':
      return toText([
        ...[line.type, line.chain, line.sequence, line.hash],
        ...[line.lost, line.reason, line.by, line.at],
      ]);
  }
}

function toText(fields: readonly (string | number | null)[]): string {
  return JSON.stringify(['jingwei-heads-1', ...fields]);
}

export function signHead(key: SigningKey, head: Head, now: number): HeadLine {
  const { chain, sequence, hash } = head;
  const line = {
    type: 'head',
    chain,
    sequence,
    hash,
    at: toInstant(now),
    key: key.id,
    signature: '',
  } as const;
  return { ...line, signature: key.sign(signedText(line)) };
}

/** `previous`: id of the key before; `endorser`: that key itself, unless it is lost. */
export function signKey(
  key: SigningKey,
  before: { readonly previous: string | null; readonly endorser?: SigningKey; readonly reason: string },
  now: number,
): KeyLine {
  const { previous, endorser, reason } = before;
  const unsigned = { type: 'key', publicKey: key.publicKey, at: toInstant(now), reason, previous } as const;
  const line = { ...unsigned, endorsement: null, key: key.id, signature: '' };
  const text = signedText(line);
  return { ...line, endorsement: endorser?.sign(text) ?? null, signature: key.sign(text) };
}

export function signLoss(
  key: SigningKey,
  kept: Head,
  lost: number,
  words: { readonly reason: string; readonly by: string },
  now: number,
): LossLine {
  const { chain, sequence, hash } = kept;
  const line = {
    type: 'loss',
    ...{ chain, sequence, hash, lost, reason: words.reason, by: words.by },
    ...{ at: toInstant(now), key: key.id, signature: '' },
  } as const;
  return { ...line, signature: key.sign(signedText(line)) };
}

/** Whether the key that a line names really signed it. */
export function isSigned(line: HeadsLine, keys: ReadonlyMap<string, KeyObject>): boolean {
  const key = keys.get(line.key);
  return key !== undefined && verifies(key, signedText(line), line.signature);
}

/** Whether a key's line is signed by the key itself, and by the one before it. */
export function isEndorsed(line: KeyLine, keys: ReadonlyMap<string, KeyObject>): boolean {
  const previous = line.previous === null ? undefined : keys.get(line.previous);
  if (previous === undefined || line.endorsement === null) return false;
  return verifies(previous, signedText(line), line.endorsement);
}

/** The key that a line brings; undefined when it is none, or not the one that it says. */
export function keyOf(line: KeyLine): KeyObject | undefined {
  if (keyIdOf(line.publicKey) !== line.key) return undefined;
  try {
    return parsePublicKey(line.publicKey);
  } catch {
    return undefined;
  }
}

function verifies(key: KeyObject, text: string, signature: string): boolean {
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}

function toInstant(now: number): string {
  return new Date(now).toISOString();
}
