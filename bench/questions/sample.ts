import type { Driver } from 'neo4j-driver';
import type { z } from 'zod';
import { readStatement } from '../statement-file.ts';

/** Subjects that a store holds, by a statement under `bench/cypher`. Throws when it holds none. */
export async function sample<T>(
  driver: Driver,
  statement: string,
  shape: z.ZodType<T>,
  params: Readonly<Record<string, unknown>>,
): Promise<readonly T[]> {
  const result = await driver.executeQuery(readStatement(statement), params, { database: 'neo4j' });
  const rows = result.records.map((record) => shape.parse(record.toObject()));
  if (rows.length === 0) throw new Error(`The store has nothing for ${statement}`);
  return rows;
}
