import type { Context } from '../context.ts';
import type { ExactGraph } from '../graph/exact-graph.ts';
import type { BackupProgress } from './backup-format.ts';

/** What copying a whole store needs besides the context of any domain function. */
export interface BackupContext extends Context {
  readonly exact: ExactGraph;
  readonly onProgress: (progress: BackupProgress) => void;
}
