import { inject } from 'vitest';
import type { Graph } from '../../src/graph/graph.ts';
import { openGraph } from '../../src/graph/open-graph.ts';

/** Opens the suite's shared graph: migrated, with the demo city in it. */
export function openTestGraph(): Promise<Graph> {
  return openGraph(inject('neo4j'));
}
