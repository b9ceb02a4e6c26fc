import { dialect } from '../sql/dialect.ts';
import type { Workspace } from '../sql/workspace.ts';

/** Up to so many mentions are all learned from. */
const ALL = 30_000;
/** Of more, about so many and whatever is a candidate of theirs. */
const SEEDS = 4_000;

/** The mentions whose candidates a model is learned from. */
export interface Sample {
  /** Table (i) of them; undefined: all. */
  readonly seeds: 'seed' | undefined;
  /** For how many candidates each that is looked at stands: of a pair either one may be a seed. */
  readonly scale: number;
}

/** Draws the mentions to learn from: by their numbers' hashes, so that the same mentions give the same sample. */
export async function drawSample(workspace: Workspace, mentions: number): Promise<Sample> {
  if (mentions <= ALL) return { seeds: undefined, scale: 1 };
  const share = SEEDS / mentions;
  const slots = 1_000_000;
  const limit = Math.ceil(share * slots);
  await workspace.run(
    'draw seeds',
    `CREATE OR REPLACE TABLE seed AS SELECT i FROM mention WHERE ${dialect.hash('i')} % ${slots} < ${limit}`,
  );
  const drawn = (await workspace.count('seed')) / mentions;
  return { seeds: 'seed', scale: 1 / (1 - (1 - drawn) ** 2) };
}

/** Candidates below this many bits are nobody's kin. */
const KIN = -4;
const MOST_KIN = 40;

/**
 * Makes `kin(l, r)`: the pairs among what each seed may be one with, so that whole groups can be clustered. `scored(l,
 * r, bits)` are the candidates of the seeds.
 */
export async function listKin(workspace: Workspace, scored: string): Promise<void> {
  await workspace.runAll([
    {
      name: 'near seeds',
      sql: `CREATE OR REPLACE TABLE near AS SELECT seed, i FROM (SELECT *, row_number() OVER (PARTITION BY seed ORDER BY bits DESC, i) AS place FROM (WITH close AS MATERIALIZED (SELECT l, r, bits FROM (${scored}) AS scored WHERE bits >= ${KIN}) SELECT l AS seed, r AS i, bits FROM close WHERE l IN (SELECT i FROM seed) UNION ALL SELECT r AS seed, l AS i, bits FROM close WHERE r IN (SELECT i FROM seed)) AS sides) AS ranked WHERE place <= ${MOST_KIN}`,
    },
    {
      name: 'kin of seeds',
      sql: 'CREATE OR REPLACE TABLE kin AS SELECT met.l, met.r FROM (SELECT DISTINCT a.i AS l, b.i AS r FROM near AS a JOIN near AS b ON a.seed = b.seed AND a.i < b.i EXCEPT SELECT l, r FROM candidate) AS met LEFT JOIN once AS l ON l.i = met.l LEFT JOIN once AS r ON r.i = met.r WHERE l.source IS NULL OR r.source IS NULL OR l.source <> r.source',
    },
  ]);
}
