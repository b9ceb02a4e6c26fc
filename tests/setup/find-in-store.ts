import neo4j from 'neo4j-driver';
import { inject } from 'vitest';

/**
 * Which of some texts stand in the store, in any property of any node that belongs to a dataset or to none in particular
 * (identifiers, keys), whatever its name. A whole store is searched through its backup (`tests/cli`).
 */
export async function findInStore(dataset: string, values: readonly string[]): Promise<readonly string[]> {
  const { uri, user, password } = inject('neo4j');
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  try {
    const { records } = await driver.executeQuery(
      `MATCH (n)
       WHERE n.dataset = $dataset OR n:Identifier OR n:Tombstone OR n:Dataset
       RETURN properties(n) AS properties`,
      { dataset },
      { database: 'neo4j', routing: neo4j.routing.READ },
    );
    const text = records.map((record) => JSON.stringify(record.get('properties'))).join('\n');
    return values.filter((value) => text.includes(value)).sort();
  } finally {
    await driver.close();
  }
}
