import { PairScorer } from '../engine/scoring/pair-scorer.ts';
import type { StoredModel } from './model-store.ts';

const scorers = new Map<string, PairScorer>();
/** One for each kind of entity, and some pairs of datasets with events: each holds a small database in memory. */
const MOST_SCORERS = 24;

/** The scorer of a model: made once, since models never change under their id. */
export function scorerOf({ id, model }: Pick<StoredModel, 'id' | 'model'>): PairScorer {
  const scorer = scorers.get(id) ?? new PairScorer(model);
  // The one that was asked longest ago stands first.
  scorers.delete(id);
  scorers.set(id, scorer);
  const [oldest] = scorers;
  if (scorers.size > MOST_SCORERS && oldest !== undefined) {
    scorers.delete(oldest[0]);
    oldest[1].close();
  }
  return scorer;
}
