import { graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { buildSchema } from '../../src/api/build-schema.ts';
import { createRequestContext } from '../../src/api/context.ts';
import type { KnownProblemId } from '../../src/ids.ts';
import { takeLock } from '../../src/intake/apply-batch.ts';
import { loadCatalogue } from '../../src/intake/dataset-catalogue.ts';
import { runIdentityStages } from '../../src/pipeline.ts';
import { withDecisionLog } from '../../src/reconcile/decision-log.ts';
import { confirmProblem, settleStating } from '../../src/reconcile/problems/change-problem.ts';
import { settlePlaces } from '../../src/reconcile/problems/nobodys-places.ts';
import { proposePlaceholders } from '../../src/reconcile/problems/propose-placeholders.ts';
import { openTestMatter } from '../setup/test-matter.ts';
import { type Answer, buildWatchedTown } from './watched-town.ts';

const days = Array.from({ length: 30 }, (_, at) => at);
const streets = '一二三四五六七八九十百千';
const BUREAU: Caller = { user: 'b', role: 'bureau', department: null };

interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

/** A town where whoever did not know wrote the same place, for which the machine proposes that it is nobody's. */
async function proposePlace(place: Place) {
  const town = await buildWatchedTown();
  const [dataset, other] = town.datasets.slice(-2);
  const matter = await openTestMatter(town.context, { datasets: town.datasets, people: ['b'] });
  // A week apart, so that nothing is there by chance.
  const happening = (at: number, minutes: number) => ({
    ...place,
    at: new Date(Date.UTC(2024, 1, 1 + 7 * at, 10, minutes)).toISOString().slice(0, 16),
  });
  await town.crashes(
    days.map((at) => ({
      ...{ ...happening(at, 0), no: `s${at}`, what: 'crash' },
      address: `澜州市${streets[at % 12]}羊路${at + 1}号`,
    })),
  );
  await town.calls(days.map((at) => ({ ...happening(at, 5), no: `t${at}`, what: 'hurt', address: '' })));
  const levels = async (asOf: Record<string, string> | null = null): Promise<readonly string[]> => {
    const query = `query ($dataset: ID!, $other: ID!, $asOf: AsOf) {
      sameOccasions(dataset: $dataset, other: $other, asOf: $asOf, first: 1000) {
        occasions { evidence { of level } }
      }
    }`;
    const { sameOccasions } = await town.ask(query, { dataset, other, asOf });
    const told = sameOccasions.occasions.flatMap(({ evidence }: Answer) => evidence);
    return told.filter(({ of }: Answer) => of === 'place').map(({ level }: Answer) => level);
  };
  const bureau = async (source: string, variableValues: Record<string, unknown> = {}): Promise<Answer> => {
    const { graph, settings } = town.context;
    const contextValue = createRequestContext({ graph, settings, clock: Date.now, caller: BUREAU, matter });
    const { data, errors } = await graphql({ schema: buildSchema(), source, variableValues, contextValue });
    if (errors !== undefined) throw errors[0]?.originalError ?? errors[0];
    return JSON.parse(JSON.stringify(data));
  };
  expect(await levels()).toEqual(days.map(() => 'AT'));
  const deciding = { ...town.context, by: 'b', matter: null, onIdentity: runIdentityStages };
  await proposePlaceholders(deciding, { least: 10 });
  const { knownProblems } = await bureau(
    '{ knownProblems(where: { states: [PROPOSED] }, first: 200) { nodes { id value } } }',
  );
  const value = `${place.longitude},${place.latitude}`;
  const id: KnownProblemId = knownProblems.nodes.find((one: Answer) => one.value === value).id;
  return { town, deciding, bureau, id, levels };
}

describe('same occasions', () => {
  it("forget a place that turns out to be nobody's, and know it again when it is somebody's after all", async () => {
    const { bureau, id, levels } = await proposePlace({ longitude: 113.765432, latitude: 23.123456 });
    const then = new Date().toISOString();
    await bureau(`mutation ($id: ID!) { confirmKnownProblem(id: $id, reason: "Filled in") { id } }`, { id });
    expect(new Set(await levels())).toEqual(new Set(['UNKNOWN']));
    await bureau(`mutation ($id: ID!) { releaseKnownProblem(id: $id, reason: "A square") { id } }`, { id });
    expect(await levels()).toEqual(days.map(() => 'AT'));
    expect(await levels({ recorded: then })).toEqual(days.map(() => 'AT'));
  }, 120_000);

  it("forget a nobody's place that the batch of another process set aside first", async () => {
    const { town, deciding, id, levels } = await proposePlace({ longitude: 113.865432, latitude: 23.223456 });
    // In one transaction: the batches of other tests take what they find.
    const set = await withDecisionLog(deciding, async (transaction, log) => {
      await confirmProblem(deciding, transaction, log, { id, reason: 'Filled in' });
      return settlePlaces(transaction, await takeLock(town.context, transaction));
    });
    expect(set).toBeGreaterThanOrEqual(2 * days.length);
    await settleStating(deciding, await loadCatalogue(town.context), id);
    expect(new Set(await levels())).toEqual(new Set(['UNKNOWN']));
  }, 120_000);
});
