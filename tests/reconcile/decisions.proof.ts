import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSigningKey } from '../../src/chain/signing-key.ts';
import { verifyChains } from '../../src/chain/verify-chain.ts';
import { loadSignedHeads } from '../../src/chain/witness.ts';
import { closeDecisionLog, DECISION_CHAIN } from '../../src/reconcile/decision-log.ts';
import { checkRebuild } from '../../src/resolve/rebuild/check-rebuild.ts';
import { loadSettings } from '../../src/settings.ts';
import { type KilledStore, openKilledStore } from './decision-killer.ts';
import { beginSequence, decisionSteps } from './decision-model.ts';
import { buildJudgedTown, type JudgedTown } from './judged-town.ts';

/**
 * `npm run prove:reconcile`: sequences of which steps break off behind any statement, or are killed (the process that takes
 * them, and now and then the server), and are taken again. JINGWEI_PROOF_RUNS: how many; JINGWEI_PROOF_SEED: which.
 */
const RUNS = Number(process.env.JINGWEI_PROOF_RUNS ?? 500);
const SEED = Number(process.env.JINGWEI_PROOF_SEED ?? Date.now() % 1_000_000);
const IN_ONE_TOWN = 50;

let store: KilledStore;
let town: JudgedTown;
let sequences = 0;
/** All that decide sign the decision log here. */
const settings = loadSettings({ JINGWEI_HOME: mkdtempSync(join(tmpdir(), 'jingwei-signing-')) });

beforeAll(async () => {
  store = await openKilledStore(settings.home);
  await moveOn();
});

afterAll(async () => {
  await closeDecisionLog(store.graph);
  await store.close();
});

/** One town after another, so that none grows too large. */
async function moveOn(): Promise<void> {
  const built = await buildJudgedTown(store.graph);
  town = { ...built, context: { ...built.context, settings } };
}

describe('any sequence, with steps that break off or are killed', () => {
  it(`holds in ${RUNS} sequences of seed ${SEED}`, async () => {
    const property = fc.asyncProperty(decisionSteps(12), async (steps) => {
      if (sequences % IN_ONE_TOWN === IN_ONE_TOWN - 1) await moveOn();
      sequences += 1;
      const { model, real } = await beginSequence({
        ...{ town, address: store.address, sequence: `p${sequences}-`, killer: store },
      });
      try {
        await fc.asyncModelRun(() => ({ model, real }), steps);
      } finally {
        await real.driver.close();
      }
      if (sequences % 10 === 0)
        process.stdout.write(`${sequences} sequences, killed: ${JSON.stringify(store.kills)}\n`);
    });
    await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });
    await closeDecisionLog(town.graph);
    const { audit } = settings;
    const signed = await loadSignedHeads(audit, (await readSigningKey(audit.keyFile))?.id);
    const verdict = await verifyChains(town.graph, signed, {
      chain: DECISION_CHAIN,
      onProgress: () => undefined,
    });
    expect(verdict.findings).toEqual([]);
    expect((await checkRebuild(town.context)).findings).toEqual([]);
    process.stdout.write(`${sequences} sequences held, killed: ${JSON.stringify(store.kills)}\n`);
  }, 7_200_000);
});
