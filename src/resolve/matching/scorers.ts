import { PairScorer } from '../engine/scoring/pair-scorer.ts';
import type { StoredModel } from './model-store.ts';

const scorers = new Map<string, PairScorer>();
const MOST_SCORERS = 10;

/** The scorer of a model: made once, since models never change under their id. */
export function scorerOf({ id, model }: Pick<StoredModel, 'id' | 'model'>): PairScorer {
  const known = scorers.get(id);
  if (known !== undefined) return known;
  const [oldest] = scorers;
  if (scorers.size >= MOST_SCORERS && oldest !== undefined) {
    scorers.delete(oldest[0]);
    oldest[1].close();
  }
  const scorer = new PairScorer(model);
  scorers.set(id, scorer);
  return scorer;
}
