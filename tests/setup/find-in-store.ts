import { onStore } from './on-store.ts';

/**
 * Which of some texts stand in the store, in any property of any node that belongs to a dataset or to none in particular
 * (identifiers, keys), whatever its name. A whole store is searched through its backup (`tests/cli`).
 */
export async function findInStore(dataset: string, values: readonly string[]): Promise<readonly string[]> {
  const rows = await onStore(
    `MATCH (n)
     WHERE n.dataset = $dataset OR n:Identifier OR n:Tombstone OR n:Dataset
     RETURN properties(n) AS properties`,
    { dataset },
  );
  const text = rows.map(({ properties }) => JSON.stringify(properties)).join('\n');
  return values.filter((value) => text.includes(value)).sort();
}
