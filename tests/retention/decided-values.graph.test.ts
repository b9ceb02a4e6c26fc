import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Graph } from '../../src/graph/graph.ts';
import type { EntityId } from '../../src/ids.ts';
import { loadCatalogue } from '../../src/intake/dataset-catalogue.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { runIdentityStages } from '../../src/pipeline.ts';
import { confirmValue } from '../../src/reconcile/confirmations/confirm-value.ts';
import { registerProblem } from '../../src/reconcile/problems/register-problem.ts';
import type { ReconcileContext } from '../../src/reconcile/reconcile-context.ts';
import { runRetention } from '../../src/retention/run-retention.ts';
import { inventDataset } from '../intake/invented-dataset.ts';
import { describeDataset, listDecidedFor } from '../setup/describe-dataset.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { openTestGraph } from '../setup/test-graph.ts';

let graph: Graph;
let context: IntakeContext;
beforeAll(async () => {
  graph = await openTestGraph();
  context = intakeContext(graph);
});
afterAll(() => graph.close());

const dataset = inventDataset();
const KEPT = ['1', '伊娜飒甲', '13911120001', ''];
const BEFORE = ['2', '伊娜飒乙', '13911120002', ''];
const AFTER = ['2', '伊娜飒乙', '13911120022', ''];
const GONE = ['3', '伊娜飒丙', '13911120003', ''];
const yearsAgo = (years: number) => new Date(Date.now() - years * 366 * 86_400_000).toISOString();

it('what was decided about a value goes when nothing that stood for it is left, and stays while something is', async () => {
  const definition = dataset.definition({ retention: 'value: 2, unit: y', maxEndedShare: 1 });
  const first = dataset.file([KEPT, BEFORE, GONE]);
  await deliver(context, { definition, file: first, statedAt: yearsAgo(5) });
  const decided = [await decide(KEPT), await decide(BEFORE), await decide(GONE)];
  expect(await listDecidedFor(dataset.id)).toEqual(decided.flat().sort());
  await deliver(context, { definition, file: dataset.file([KEPT, AFTER]), statedAt: yearsAgo(4) });
  await deliver(context, { definition, file: dataset.file([KEPT, AFTER]) });
  await runRetention(context, { at: Date.now(), erase: true, datasets: [dataset.id], by: 'keeper' });
  // The second record's phone is another one today: only its history knew the first.
  expect(await listDecidedFor(dataset.id)).toEqual([...(decided[0] ?? [])].sort());
});

/** Finds a record's phone wrong, and confirms it too: one of each. Gives the ids. */
async function decide([no = '', , phone = '']: readonly string[]): Promise<readonly string[]> {
  const own: ReconcileContext = { ...context, by: 'reviewer', matter: null, onIdentity: runIdentityStages };
  const catalogue = await loadCatalogue(context);
  const { standing } = await describeDataset(dataset.id);
  const found = standing.find(({ key, role }) => key === no && role === 'resident');
  const entity = String(found?.entity) as EntityId;
  const draft = { entity, attribute: 'phone', scheme: null, value: `+86${phone}`, reason: dataset.id };
  const of = { department: null, dataset: dataset.id };
  return graph.write(async (transaction) => [
    (await registerProblem(own, transaction, [], { draft: { ...draft, ...of }, catalogue })).id,
    await confirmValue(own, transaction, [], { draft: { ...draft, department: null }, catalogue }),
  ]);
}
