/** A key that more mentions share puts nobody beside anybody. */
export const CAP = 50;

/** Steps that make `candidate(l, r)` of `atom(i, family, atom)`, l < r. */
export function candidateSteps(cap = CAP): readonly { readonly name: string; readonly sql: string }[] {
  return [
    {
      name: 'count atoms',
      sql: 'CREATE OR REPLACE TABLE atom_count AS SELECT atom, count(DISTINCT i) AS n FROM atom GROUP BY atom HAVING count(DISTINCT i) > 1',
    },
    {
      name: 'single keys',
      sql: `CREATE OR REPLACE TABLE key AS SELECT DISTINCT a.i, a.atom AS key FROM atom AS a JOIN atom_count AS n USING (atom) WHERE n.n <= ${cap}`,
    },
    {
      name: 'common atoms',
      sql: `CREATE OR REPLACE TABLE common AS SELECT DISTINCT a.i, a.family, a.atom FROM atom AS a JOIN atom_count AS n USING (atom) WHERE n.n > ${cap}`,
    },
    {
      name: 'double keys',
      sql: `INSERT INTO key SELECT DISTINCT a.i, hash(a.atom, b.atom) AS key FROM common AS a JOIN common AS b ON a.i = b.i AND a.atom < b.atom AND a.family <> b.family`,
    },
    {
      name: 'useful keys',
      sql: `CREATE OR REPLACE TABLE useful AS SELECT key FROM key GROUP BY key HAVING count(*) BETWEEN 2 AND ${cap}`,
    },
    {
      name: 'candidates',
      sql: `CREATE OR REPLACE TABLE candidate AS WITH kept AS (SELECT key.* FROM key JOIN useful USING (key)) SELECT DISTINCT l.i AS l, r.i AS r FROM kept AS l JOIN kept AS r ON l.key = r.key AND l.i < r.i`,
    },
  ];
}
