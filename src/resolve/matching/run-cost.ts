import { secondsFor } from '../engine/resolve-mentions.ts';

/** Mentions that a run reads, whose keys and matches it writes, in a second, about. */
const KEPT_PER_SECOND = 800;
/** Mentions that are decided anew and whose entities are written in a second, about. */
const MOVED_PER_SECOND = 100;

/**
 * Seconds that a run over one kind takes from reading its mentions to the last entity, about. Until a model of the kind is
 * in use most mentions may move; from then on what comes in is decided as it does, and a run finds little to change.
 */
export function secondsOfRun(mentions: number, candidates: number, isFirst: boolean): number {
  const moved = isFirst ? mentions : 0;
  return secondsFor(mentions, candidates) + mentions / KEPT_PER_SECOND + moved / MOVED_PER_SECOND;
}
