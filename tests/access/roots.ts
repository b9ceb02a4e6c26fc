import { UNLEARNED } from '../../src/correlate/occasions/learn-occasions.ts';
import { noteModel, occasionPair } from '../../src/correlate/occasions/occasion-models.ts';
import {
  createCorrection,
  noteCompared,
  noteOccasionModel,
  pageResolvable,
  settleOccasions,
} from '../../src/generated/statements.ts';
import { OPEN_END, toDateTime } from '../../src/graph/values.ts';
import { digest, mentionId, recordId } from '../../src/ids.ts';
import { takeLock } from '../../src/intake/apply-batch.ts';
import { loadCatalogue } from '../../src/intake/dataset-catalogue.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { runIdentityStages } from '../../src/pipeline.ts';
import { withDecisionLog } from '../../src/reconcile/decision-log.ts';
import { decideOne, draftPair } from '../../src/reconcile/judge.ts';
import { registerProblem } from '../../src/reconcile/problems/register-problem.ts';
import { noteFindings } from '../../src/reconcile/review/note-items.ts';
import { loadReferences } from '../../src/resolve/load-references.ts';
import { readSomeResolvable } from '../../src/resolve/matching/resolvable.ts';

/**
 * How a root field joins the matrix, the attacks and the fuzz (README.md beside this says it in words): a new root is asked from
 * the day it stands in the schema; what it has to be given stands in {@link ARGUMENTS}, what its types are found by in {@link IDENTIFIED},
 * and what it needs to have anything to hide in {@link PLANTINGS}.
 */

/** What was planted for callers to be kept from, as far as a question can name it. */
export interface Planted {
  /** Owns the datasets below, and nobody else does. */
  readonly department: string;
  readonly datasets: readonly string[];
  /** The scheme of a person's identifier, which is personal, and planted values of it. */
  readonly scheme: string;
  readonly identifiers: readonly string[];
  /** A planted name that everybody may see. */
  readonly name: string;
  /** A matter that shows all of it. */
  readonly matter: string;
  /** An instant when what was replaced or withdrawn since still stood. */
  readonly before: string;
  /** Ids of planted objects by the type that they are of. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
}

export const PLANTED_AT = { longitude: 121.9, latitude: 34.2 } as const;
export const PLANTED_WHEN = '2024-02-29T10:00:00';
const AROUND = {
  type: 'Polygon',
  coordinates: [
    [
      [121.8, 34.1],
      [122, 34.1],
      [122, 34.3],
      [121.8, 34.1],
    ],
  ],
};

/** What an argument is given: by `root.argument`, else by its name. What is not required may be left out here. */
export const ARGUMENTS: Readonly<Record<string, (planted: Planted) => unknown>> = {
  text: ({ name }) => name,
  identifiers: ({ scheme, identifiers }) => identifiers.map((value) => ({ scheme, value })),
  first: () => 5,
  'match.a': ({ ids }) => ids.get('Mention')?.[0],
  'match.b': ({ ids }) => ids.get('Mention')?.[1],
  where: ({ department }) => ({ departments: [department] }),
  'previewJudgement.a': ({ ids }) => ids.get('Mention')?.[0],
  'previewJudgement.b': ({ ids }) => ids.get('Mention')?.[1],
  verdict: () => 'SAME',
  'previewMerge.entities': ({ ids }) => ids.get('Entity')?.slice(0, 2),
  'previewSplit.mentions': ({ ids }) => ids.get('Mention')?.slice(0, 1),
  answer: () => 'CONFIRMED',
  'previewRevocation.judgement': ({ ids }) => ids.get('Judgement')?.[0],
  'accessExplanation.datasets': ({ datasets }) => datasets,
  'accessLog.subject': ({ ids }) => ids.get('Entity')?.[0],
  subject: ({ scheme, identifiers }) => ({ scheme, value: identifiers[0] }),
  // Every planted record is of one moment at one place.
  departments: ({ department }) => [department],
  point: () => PLANTED_AT,
  radiusMeters: () => 100,
  'within.polygon': () => AROUND,
  'density.polygon': () => AROUND,
  'areaCover.area': () => ({ code: '380103' }),
  entity: ({ ids }) => ids.get('Entity')?.[0],
  'timeline.entity': () => undefined,
  'timeline.entities': ({ ids }) => ids.get('Entity'),
  'coPresence.entities': ({ ids }) => ids.get('Entity')?.slice(0, 3),
  'paths.from': ({ ids }) => ids.get('Entity')?.[0],
  'paths.to': ({ ids }) => ids.get('Entity')?.[1],
  'commonNeighbours.a': ({ ids }) => ids.get('Entity')?.[0],
  'commonNeighbours.b': ({ ids }) => ids.get('Entity')?.[2],
  'sameOccasions.dataset': ({ datasets }) => datasets[0],
  'sameOccasions.other': ({ datasets }) => datasets.slice(1).at(-1) ?? 'nobody/nothing',
  'changes.sinceRecorded': () => '2020-01-01T00:00:00Z',
  'compare.asOfA': ({ before }) => ({ recorded: before }),
  'compare.asOfB': () => ({}),
};

const RECORDS = '{ nodes { __typename id mentions { __typename id entity { __typename id } } } }';

/** Asked as the owner: whatever stands in the answers with `__typename` and `id` is tried by everybody. */
export const IDENTIFIED: readonly ((planted: Omit<Planted, 'ids'>) => string)[] = [
  ({ department }) => `records(where: { departments: ["${department}"] }) ${RECORDS}`,
  ({ department, before }) =>
    `records(where: { departments: ["${department}"] }, asOf: { recorded: "${before}" }) ${RECORDS}`,
  ({ department }) =>
    `department(id: "${department}") { __typename id datasets { __typename id deliveries { nodes { __typename id } } } }`,
  ({ datasets }) =>
    datasets.map((id, at) => `q${at}: quarantine(dataset: "${id}") { nodes { __typename id } }`).join(' '),
  ({ department }) => `corrections(where: { departments: ["${department}"] }) { nodes { __typename id } }`,
  ({ department }) => `discrepancies(where: { departments: ["${department}"] }) { nodes { __typename id } }`,
];
/** The same, asked by the bureau without a matter: what no department may read. */
export const IDENTIFIED_BY_BUREAU: typeof IDENTIFIED = [
  ({ datasets }) =>
    `judgements(mention: "${plantedMention(datasets[0], 'patient')}") { nodes { __typename id } }`,
  ({ department }) => `reviewQueue(where: { departments: ["${department}"] }) { nodes { __typename id } }`,
  ({ department }) =>
    `knownProblems(where: { departments: ["${department}"] }, first: 50) { nodes { __typename id } }`,
];

/** Run in this order once the datasets are in: what later stages make of them, e.g. a run that finds discrepancies. */
export const PLANTINGS: readonly ((
  context: IntakeContext,
  planted: Omit<Planted, 'ids'>,
) => Promise<void>)[] = [judgePatients, proposeWards, contradictPatients, rejectPatients, joinAdmissions];

/** Somebody could not tell whether two patients are one; where only one dataset is planted, the other is anybody. */
async function judgePatients(context: IntakeContext, { datasets }: Omit<Planted, 'ids'>): Promise<void> {
  const a = plantedMention(datasets[0], 'patient');
  const anybody = await context.graph.read(pageResolvable, { kind: 'Person', after: '', limit: 2n });
  const b =
    datasets[1] === undefined
      ? (anybody.find(({ id }) => id !== a)?.id ?? a)
      : plantedMention(datasets[1], 'patient');
  const deciding = { ...context, by: 'reviewer', matter: null, onIdentity: runIdentityStages };
  await decideOne(deciding, draftPair({ a, b, verdict: 'UNSURE', reason: 'Who knows' }));
}

/** The machine left it to people whether the wards of two datasets are one. */
async function proposeWards(context: IntakeContext, { datasets }: Omit<Planted, 'ids'>): Promise<void> {
  const [left = [], ...right] = datasets.slice(0, 2).map((dataset) => [plantedMention(dataset, 'ward')]);
  await context.graph.write((transaction) =>
    noteFindings(transaction, new Date(context.clock()).toISOString(), [
      { kind: 'PROPOSAL', reason: 'weak-bridge', left, right: right.flat(), bits: -2, judgement: null },
    ]),
  );
}

/** What two datasets say of their patients, attribute by attribute, is no one's but for who sees both; of one dataset, its own two mentions. */
async function contradictPatients(
  context: IntakeContext,
  { department, datasets }: Omit<Planted, 'ids'>,
): Promise<void> {
  const [first, second] = datasets;
  const left = plantedMention(first, 'patient');
  const right = second === undefined ? plantedMention(first, 'ward') : plantedMention(second, 'patient');
  const at = toDateTime(new Date(context.clock()).toISOString());
  await context.graph.write(async (transaction) => {
    const entity = (await loadReferences(transaction, [left])).get(left) ?? '';
    const opened = ['name', 'illness', 'number'].map((attribute) => ({
      id: `x_${digest(department, attribute)}`,
      properties: {
        ...{ attribute, kind: 'text', scheme: null, severity: 'LOW', entity, entityKind: 'Person' },
        ...{ left: department, right: department, from: at, to: at },
      },
      mentions: [
        { id: left, isRight: false },
        { id: right, isRight: true },
      ],
    }));
    const nothing = { compared: [], closed: [], consistency: [] };
    await transaction.run(noteCompared, { ...nothing, at, cause: department, opened });
    for (const [place, { id }] of opened.entries())
      await transaction.run(createCorrection, {
        discrepancy: id,
        properties: {
          ...{ id: `k_${digest(id)}`, department, state: 'OPEN', note: null, salt: 'salt' },
          ...{ sentAt: at, sentBy: 'bureau', dueAt: place === 0 ? at : OPEN_END },
        },
      });
  });
}

/** What is said of the patients beside their names was found wrong. */
async function rejectPatients(context: IntakeContext, { datasets }: Omit<Planted, 'ids'>): Promise<void> {
  const catalogue = await loadCatalogue(context);
  const deciding = { ...context, by: 'reviewer', matter: null, onIdentity: runIdentityStages };
  for (const dataset of datasets) {
    const mention = plantedMention(dataset, 'patient');
    await withDecisionLog(deciding, async (transaction, log) => {
      const entity = (await loadReferences(transaction, [mention])).get(mention);
      if (entity === undefined) throw new Error('Nothing was planted');
      const [state] = await readSomeResolvable(transaction, [mention]);
      for (const { name, scheme, value } of state?.identity.state.attributes ?? []) {
        if (name === 'name') continue;
        const where = { dataset, department: null, reason: 'A mistake' };
        const draft = { entity, attribute: name, scheme: scheme ?? null, value, ...where };
        await registerProblem(deciding, transaction, log, { draft, catalogue });
      }
    });
  }
}

/** Two were taken in at one time: what the first dataset and the last say of it was found to be one happening. */
async function joinAdmissions(context: IntakeContext, { datasets }: Omit<Planted, 'ids'>): Promise<void> {
  const [dataset = '', ...others] = datasets;
  const other = others.at(-1);
  if (other === undefined) return;
  await context.graph.write(async (transaction) => {
    const at = await takeLock(context, transaction);
    // Of so many events that no delivery learns it anew, nor has them compared again.
    const learned = { dataset, other, events: 1_000_000, model: UNLEARNED };
    const model = await noteModel(transaction, at, learned);
    await transaction.run(noteOccasionModel, { properties: { id: model, isMarked: true } });
    const evidence = JSON.stringify([{ of: 'place', level: 'AT', bits: 3 }]);
    const found = { pair: occasionPair(dataset, other), model, minutes: 0, probability: 0.9, evidence };
    const rows = [{ from: recordId(dataset, '1'), to: recordId(other, '1'), properties: found }];
    await transaction.run(settleOccasions, {
      ...{ at, began: at, end: OPEN_END, cause: 'planted' },
      ...{ due: [], rows },
    });
  });
}

function plantedMention(dataset: string | undefined, role: string) {
  return mentionId(recordId(dataset ?? '', '1'), role, '');
}
