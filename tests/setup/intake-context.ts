import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Graph } from '../../src/graph/graph.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { finishStages, runStages } from '../../src/pipeline.ts';
import { loadSettings } from '../../src/settings.ts';

/** A context for taking data in, with a spool folder of its own. */
export function intakeContext(graph: Graph): IntakeContext {
  const home = mkdtempSync(join(tmpdir(), 'jingwei-spool-'));
  return {
    graph,
    settings: loadSettings({ JINGWEI_HOME: home }),
    clock: Date.now,
    listener: runStages,
    onApplied: finishStages,
    onProgress: () => undefined,
  };
}
