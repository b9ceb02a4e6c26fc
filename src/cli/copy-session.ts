import type { BackupContext } from '../backup/backup-context.ts';
import { openExactGraph } from '../graph/exact-graph.ts';
import type { OpenGraph } from './open-graph.ts';
import { createProgress } from './progress.ts';
import type { Cli } from './run-command.ts';

const PHASES = {
  nodes: { phase: 'copying', unit: 'node' },
  relationships: { phase: 'copying', unit: 'relationship' },
  indexes: { phase: 'making indexes', unit: 'index' },
} as const;

/** Copies a whole store, one way or the other, while a person watches. */
export async function watchCopy<T>(
  { terminal, settings, signal }: Cli,
  { graph, address }: OpenGraph,
  label: string,
  work: (context: BackupContext) => Promise<T>,
): Promise<T> {
  const progress = createProgress(terminal, label);
  const exact = openExactGraph(address);
  try {
    return await work({
      graph,
      exact,
      settings,
      clock: Date.now,
      signal,
      onProgress: ({ phase, done, of }) => progress.show({ ...PHASES[phase], done, of }),
    });
  } finally {
    progress.stop();
    await exact.close();
  }
}
