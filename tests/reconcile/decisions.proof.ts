import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSigningKey } from '../../src/chain/signing-key.ts';
import { verifyChains } from '../../src/chain/verify-chain.ts';
import { loadSignedHeads } from '../../src/chain/witness.ts';
import { closeDecisionLog, DECISION_CHAIN } from '../../src/reconcile/decision-log.ts';
import { checkRebuild } from '../../src/resolve/rebuild/check-rebuild.ts';
import type { AuditSettings } from '../../src/settings.ts';
import { beginSequence, decisionSteps } from './decision-model.ts';
import { buildJudgedTown, type JudgedTown } from './judged-town.ts';

/** `npm run prove:reconcile`: sequences of which decisions break off behind any statement. */
const RUNS = Number(process.env.JINGWEI_PROOF_RUNS ?? 500);
const IN_ONE_TOWN = 50;

let town: JudgedTown;
/** Where this process signs the decision log of all its towns. */
let audit: AuditSettings;
let sequences = 0;

beforeAll(async () => {
  town = await buildJudgedTown();
  audit = town.context.settings.audit;
});

afterAll(async () => {
  await closeDecisionLog(town.graph);
});

describe('any sequence, with decisions that break off', () => {
  it(`holds in ${RUNS} sequences`, async () => {
    const property = fc.asyncProperty(decisionSteps(12), async (steps) => {
      if (sequences % IN_ONE_TOWN === IN_ONE_TOWN - 1)
        town = { ...(await buildJudgedTown()), graph: town.graph };
      sequences += 1;
      const { model, real } = await beginSequence(town, `p${sequences}-`, true);
      try {
        await fc.asyncModelRun(() => ({ model, real }), steps);
      } finally {
        await real.driver.close();
      }
    });
    await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
    await closeDecisionLog(town.graph);
    const signed = await loadSignedHeads(audit, (await readSigningKey(audit.keyFile))?.id);
    const verdict = await verifyChains(town.graph, signed, {
      chain: DECISION_CHAIN,
      onProgress: () => undefined,
    });
    expect(verdict.findings).toEqual([]);
    expect((await checkRebuild(town.context)).findings).toEqual([]);
  }, 3_600_000);
});
