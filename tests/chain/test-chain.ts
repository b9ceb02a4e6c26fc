import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Chain, openChain } from '../../src/chain/chain.ts';
import { readSigningKey } from '../../src/chain/signing-key.ts';
import { type Verdict, verifyChains } from '../../src/chain/verify-chain.ts';
import { loadSignedHeads } from '../../src/chain/witness.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { type AuditSettings, loadSettings } from '../../src/settings.ts';
import { onStore } from '../setup/on-store.ts';

/** A chain and a folder of signed heads that belong to one test alone. */
export interface TestChain {
  readonly name: string;
  readonly settings: AuditSettings;
  readonly home: string;
  open(): Promise<Chain>;
  /** Appends so many entries, one after the other, and signs where they end. */
  fill(entries: number): Promise<void>;
  verify(trusted?: string): Promise<Verdict>;
  /** What the database's administrator can do: any Cypher; `$chain` is the chain's name. */
  tamper(cypher: string): Promise<void>;
  remove(): Promise<void>;
}

export function createTestChain(graph: Graph): TestChain {
  const name = `test${randomBytes(6).toString('hex')}`;
  const home = mkdtempSync(join(tmpdir(), 'jingwei-chain-'));
  const { audit: settings } = loadSettings({ JINGWEI_HOME: home });
  const open = () => openChain({ graph, clock: Date.now }, settings, name);
  const tamper = async (cypher: string): Promise<void> => {
    await onStore(cypher, { chain: name });
  };
  return {
    ...{ name, settings, home, open, tamper },
    fill: async (entries) => {
      const chain = await open();
      for (let index = 0; index < entries; index++) await chain.append(draftOf(index));
      await chain.close();
    },
    verify: async (trusted) => {
      const key = trusted ?? (await readSigningKey(settings.keyFile))?.id;
      const signed = await loadSignedHeads(settings, key);
      return verifyChains(graph, signed, { chain: name, onProgress: () => undefined });
    },
    remove: async () => {
      await tamper('MATCH (n:LogEntry|LogHead {chain: $chain}) DELETE n');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export function draftOf(index: number) {
  const subjects = [`e_${index}`, `m_${index}`];
  return { actor: `user-${index % 3}`, scope: null, subjects, body: JSON.stringify({ index }) };
}
