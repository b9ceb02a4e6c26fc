import { expect } from 'vitest';
import type { Graph } from '../../src/graph/graph.ts';
import { readMigrations } from '../../src/graph/migrate.ts';

/** Runs what a migration changes in data, as it would on a store from before it. */
export async function migrateAgain(graph: Graph, number: string): Promise<void> {
  const migration = (await readMigrations()).find(({ name }) => name.startsWith(number));
  const texts = (migration?.texts ?? []).filter((text) => text.startsWith('MATCH'));
  expect(texts).not.toEqual([]);
  await graph.migrate(texts.map((text) => [text]));
}
