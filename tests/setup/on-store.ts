import neo4j, { type RecordShape } from 'neo4j-driver';
import { inject } from 'vitest';

/** Runs a text on the suite's store beside the product, e.g. to bring it into a state of before, and gives its rows. Whole numbers as numbers. */
export async function onStore(
  text: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<readonly RecordShape[]> {
  const { uri, user, password, database } = inject('neo4j');
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  try {
    const { records } = await driver.executeQuery(text, params, { database });
    return records.map((record) => record.toObject());
  } finally {
    await driver.close();
  }
}
