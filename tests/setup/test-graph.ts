import { inject } from 'vitest';
import { type Graph, openGraph } from '../../src/graph/graph.ts';

/** Opens the suite's shared graph: migrated, with the demo city in it. */
export function openTestGraph(): Promise<Graph> {
  return openGraph(inject('neo4j'));
}
