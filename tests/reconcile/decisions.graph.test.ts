import fc from 'fast-check';
import { beforeAll, describe, inject, it } from 'vitest';
import { beginSequence, decisionSteps } from './decision-model.ts';
import { buildJudgedTown, type JudgedTown } from './judged-town.ts';

let town: JudgedTown;
let sequences = 0;

beforeAll(async () => {
  town = await buildJudgedTown();
});

describe('any sequence of deliveries, judgements, merges, splits and undoings', () => {
  it('leaves no judgement disobeyed, no id dangling, and a log that gives the same entities', async () => {
    const property = fc.asyncProperty(decisionSteps(6), async (steps) => {
      sequences += 1;
      const { model, real } = await beginSequence({
        ...{ town, address: inject('neo4j'), sequence: `q${sequences}-`, killer: null },
      });
      try {
        await fc.asyncModelRun(() => ({ model, real }), steps);
      } finally {
        await real.driver.close();
      }
    });
    await fc.assert(property, { numRuns: 10, seed: 20261125, endOnFailure: true });
  }, 120_000);
});
