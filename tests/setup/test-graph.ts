import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Graph, openGraph } from '../../src/graph/graph.ts';
import { migrate } from '../../src/graph/migrate.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { runStages } from '../../src/pipeline.ts';
import { loadSettings } from '../../src/settings.ts';

/** Opens the suite's shared graph, migrated. */
export async function openTestGraph(): Promise<Graph> {
  const graph = await openGraph(inject('neo4j'));
  await migrate(graph);
  return graph;
}

/** A context for taking data in, with a spool folder of its own. */
export function intakeContext(graph: Graph): IntakeContext {
  const home = mkdtempSync(join(tmpdir(), 'jingwei-spool-'));
  return {
    graph,
    settings: loadSettings({ JINGWEI_HOME: home }),
    clock: Date.now,
    listener: runStages,
    onProgress: () => undefined,
  };
}
