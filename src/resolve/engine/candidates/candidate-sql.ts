/** A key that more mentions share puts nobody beside anybody. */
export const CAP = 50;
/**
 * Two atoms that are common each make a key only where it is likely to be rare: were they independent, a key of them would
 * be shared by at most this many times the cap.
 */
const TOO_COMMON = 4;

interface CandidateStep {
  readonly name: string;
  readonly sql: string;
}

/** Steps that make `<into>(l, r)`, l < r, of `<atoms>(i, family, atom)`. */
export function candidateSteps(atoms = 'atom', into = 'candidate', cap = CAP): readonly CandidateStep[] {
  const total = `(SELECT count(DISTINCT i) FROM ${atoms})`;
  return [
    {
      name: 'count atoms',
      sql: `CREATE OR REPLACE TABLE atom_count AS SELECT atom, count(DISTINCT i) AS n FROM ${atoms} GROUP BY atom HAVING count(DISTINCT i) > 1`,
    },
    {
      name: 'single keys',
      sql: `CREATE OR REPLACE TABLE key AS SELECT DISTINCT a.i, a.atom AS key FROM ${atoms} AS a JOIN atom_count AS n USING (atom) WHERE n.n <= ${cap}`,
    },
    {
      name: 'common atoms',
      sql: `CREATE OR REPLACE TABLE common AS SELECT DISTINCT a.i, a.family, a.atom, n.n FROM ${atoms} AS a JOIN atom_count AS n USING (atom) WHERE n.n > ${cap}`,
    },
    {
      name: 'double keys',
      sql: `INSERT INTO key SELECT DISTINCT a.i, hash(a.atom, b.atom) AS key FROM common AS a JOIN common AS b ON a.i = b.i AND a.atom < b.atom AND a.family <> b.family WHERE a.n::DOUBLE * b.n <= ${TOO_COMMON * cap}::DOUBLE * ${total}`,
    },
    {
      name: 'useful keys',
      sql: `CREATE OR REPLACE TABLE useful AS SELECT key FROM key GROUP BY key HAVING count(*) BETWEEN 2 AND ${cap}`,
    },
    {
      name: 'candidates',
      sql: `CREATE OR REPLACE TABLE ${into} AS WITH kept AS (SELECT key.* FROM key JOIN useful USING (key)) SELECT DISTINCT l.i AS l, r.i AS r FROM kept AS l JOIN kept AS r ON l.key = r.key AND l.i < r.i`,
    },
  ];
}
