import type { IntakeContext } from '../../src/intake/intake-context.ts';

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

/** What an argument is given: by `root.argument`, else by its name. What is not required may be left out here. */
export const ARGUMENTS: Readonly<Record<string, (planted: Planted) => unknown>> = {
  text: ({ name }) => name,
  identifiers: ({ scheme, identifiers }) => identifiers.map((value) => ({ scheme, value })),
  first: () => 5,
  'match.a': ({ ids }) => ids.get('Mention')?.[0],
  'match.b': ({ ids }) => ids.get('Mention')?.[1],
  where: ({ department }) => ({ departments: [department] }),
  'accessExplanation.datasets': ({ datasets }) => datasets,
  'accessLog.subject': ({ ids }) => ids.get('Entity')?.[0],
  subject: ({ scheme, identifiers }) => ({ scheme, value: identifiers[0] }),
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
];
/** Run in this order once the datasets are in: what later stages make of them, e.g. a run that finds discrepancies. */
export const PLANTINGS: readonly ((
  context: IntakeContext,
  planted: Omit<Planted, 'ids'>,
) => Promise<void>)[] = [];
