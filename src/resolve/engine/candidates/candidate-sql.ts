import { dialect } from '../sql/dialect.ts';
import { CAP, capOf, type KeyRules, MOST_SHARING } from './key-rules.ts';

/**
 * Two atoms that are common each make a key only where it is likely to be rare: were they independent, a key of them would
 * be shared by at most this many times the cap.
 */
const TOO_COMMON = 4;

interface CandidateStep {
  readonly name: string;
  readonly sql: string;
}

export interface CandidateOptions {
  /** Table of atoms (i, family, atom, number, speaks). */
  readonly atoms?: string;
  /** Table (l, r), l < r, that is made. */
  readonly into?: string;
  /** Table (i): of each pair one is in it. */
  readonly seeds?: string;
  /** Of two things that bear different numbers only the mentions that speak for them are held to each other. */
  readonly sparing?: boolean;
}

/** What a mention counts as where it is asked how many share a key: those of one number are one. */
const THING = `coalesce(number, ${dialect.hash('i')})`;

/** Puts into `key_cap(one, other, cap)` how many may share a key of each kind; single keys have `other` = `one`. */
export function capSteps(families: readonly string[], rules: KeyRules): readonly CandidateStep[] {
  const rows = families.flatMap((one, at) =>
    families.slice(at).flatMap((other, beyond) => {
      const cap = beyond === 0 ? capOf(rules, one) : capOf(rules, one, other);
      return cap === 0 ? [] : [`(${at}, ${at + beyond}, ${cap})`];
    }),
  );
  return [
    {
      name: 'caps of keys',
      sql: 'CREATE OR REPLACE TABLE key_cap (one UTINYINT, other UTINYINT, cap INTEGER)',
    },
    ...(rows.length === 0
      ? []
      : [{ name: 'fill caps', sql: `INSERT INTO key_cap VALUES ${rows.join(', ')}` }]),
  ];
}

/**
 * Steps that make `key(i, key, one, other, number, speaks, n)`: the keys that not too many things share, with the families of
 * their atoms and how many share them; with seeds only the keys that a seed has.
 */
function keySteps(atoms: string, seeds: string | undefined): readonly CandidateStep[] {
  const total = `(SELECT count(DISTINCT ${THING}) FROM ${atoms})`;
  const doubles = `SELECT a.i, ${dialect.hash('a.atom', 'b.atom')} AS key, c.one, c.other, c.cap, a.number, a.speaks FROM common AS a JOIN common AS b ON a.i = b.i AND a.atom < b.atom AND a.family <> b.family JOIN key_cap AS c ON c.one = least(a.family, b.family) AND c.other = greatest(a.family, b.family) WHERE a.n::DOUBLE * b.n <= ${TOO_COMMON * CAP}::DOUBLE * ${total}`;
  const singles = `SELECT i, ${dialect.hash('atom')} AS key, one, other, cap, number, speaks FROM rare`;
  const ofSeeds = (column: string): string => `${column} IN (SELECT i FROM ${seeds})`;
  const known = seeds === undefined ? '' : ' WHERE key IN (SELECT key FROM seed_key)';
  return [
    {
      name: 'count atoms',
      sql: `CREATE OR REPLACE TABLE atom_count AS SELECT atom, count(DISTINCT ${THING}) AS n FROM ${atoms} GROUP BY atom HAVING min(i) < max(i)`,
    },
    {
      name: 'rare atoms',
      sql: `CREATE OR REPLACE TABLE rare AS SELECT a.i, a.atom, min(c.one) AS one, min(c.other) AS other, max(c.cap) AS cap, any_value(a.number) AS number, any_value(a.speaks) AS speaks FROM ${atoms} AS a JOIN atom_count AS n USING (atom) JOIN key_cap AS c ON c.one = a.family AND c.other = a.family WHERE n.n <= ${CAP} GROUP BY a.i, a.atom`,
    },
    {
      name: 'common atoms',
      sql: `CREATE OR REPLACE TABLE common AS SELECT a.i, a.atom, min(a.family) AS family, min(n.n) AS n, any_value(a.number) AS number, any_value(a.speaks) AS speaks FROM ${atoms} AS a JOIN atom_count AS n USING (atom) WHERE n.n > ${CAP} GROUP BY a.i, a.atom`,
    },
    ...(seeds === undefined
      ? []
      : [
          {
            name: 'keys of seeds',
            sql: `CREATE OR REPLACE TABLE seed_key AS SELECT DISTINCT key FROM (${singles} WHERE ${ofSeeds('i')} UNION ALL ${doubles} AND ${ofSeeds('a.i')} AND ${ofSeeds('b.i')}) AS of_seeds`,
          },
        ]),
    {
      name: 'keys',
      sql: `CREATE OR REPLACE TABLE made_key AS SELECT * FROM (${singles} UNION ALL ${doubles}) AS made${known}`,
    },
    {
      name: 'useful keys',
      sql: `CREATE OR REPLACE TABLE key AS SELECT k.i, k.key, k.one, k.other, k.number, k.speaks, u.n FROM made_key AS k JOIN (SELECT key, count(DISTINCT ${THING}) AS n FROM made_key GROUP BY key HAVING count(*) BETWEEN 2 AND ${MOST_SHARING} AND count(DISTINCT ${THING}) <= max(cap)) AS u USING (key)`,
    },
    { name: 'drop keys', sql: 'DROP TABLE made_key' },
  ];
}

/** The pairs (l, r) that share a key. */
function meet(seeds: string | undefined, sparing: boolean): string {
  const inOrder = (one: string, other: string): string =>
    `least(${one}.i, ${other}.i) AS l, greatest(${one}.i, ${other}.i) AS r`;
  if (seeds !== undefined)
    return `SELECT DISTINCT ${inOrder('s', 'o')} FROM ${keysOfSeeds(seeds)} AS s JOIN key AS o ON s.key = o.key AND s.i <> o.i`;
  const pairs = 'SELECT l.i AS l, r.i AS r FROM key AS l JOIN key AS r ON l.key = r.key AND l.i < r.i';
  if (!sparing) return `SELECT DISTINCT l, r FROM (${pairs}) AS pairs`;
  return [
    `SELECT ${inOrder('a', 'b')} FROM key AS a JOIN key AS b ON a.key = b.key AND a.i <> b.i WHERE a.number IS NULL`,
    `${pairs} AND l.number = r.number`,
    `${pairs} AND l.number <> r.number WHERE l.speaks AND r.speaks`,
  ].join(' UNION ');
}

/** Condition for a pair that a sparing run leaves out, by the rows of `bearer` of both. */
export const SPARED = 'l.number <> r.number AND NOT (l.speaks AND r.speaks)';

/** The rows of `key` of seeds. */
export function keysOfSeeds(seeds: string): string {
  return `(SELECT * FROM key WHERE i IN (SELECT i FROM ${seeds}))`;
}

/**
 * Steps that make `<into>(l, r)`, l < r, of `<atoms>(i, family, atom)`, `key_cap` and `once(i, source)`, and `<into>_apart`:
 * pairs of which a source says that they are two, since it states nothing twice.
 */
export function candidateSteps({
  atoms = 'atom',
  into = 'candidate',
  seeds,
  sparing = false,
}: CandidateOptions = {}): readonly CandidateStep[] {
  return [
    ...keySteps(atoms, seeds),
    {
      name: 'pairs',
      sql: `CREATE OR REPLACE TABLE met AS ${meet(seeds, sparing)}`,
    },
    {
      name: 'known apart',
      sql: `CREATE OR REPLACE TABLE ${into}_apart AS SELECT met.l, met.r FROM met JOIN once AS l ON l.i = met.l JOIN once AS r ON r.i = met.r WHERE l.source = r.source`,
    },
    {
      name: 'candidates',
      sql: `CREATE OR REPLACE TABLE ${into} AS SELECT met.l, met.r FROM met LEFT JOIN once AS l ON l.i = met.l LEFT JOIN once AS r ON r.i = met.r WHERE l.source IS NULL OR r.source IS NULL OR l.source <> r.source`,
    },
    { name: 'drop pairs', sql: 'DROP TABLE met' },
  ];
}
