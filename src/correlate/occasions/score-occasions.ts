import { WHEREABOUTS_LEVELS } from '../../resolve/engine/comparisons/happening.ts';
import type { Model } from '../../resolve/engine/model.ts';
import { type PairScore, PairScorer } from '../../resolve/engine/scoring/pair-scorer.ts';
import { scorerOf } from '../../resolve/matching/scorers.ts';
import type { OccasionEvent } from './event.ts';
import { BEGINNING_PLACE, type PlacedPair, UNLEARNED, WHEREABOUTS_PLACE } from './learn-occasions.ts';
import type { CandidatePair } from './read-looks.ts';
import type { OccasionEvidence } from './stored-evidence.ts';

export interface ScoredPair extends CandidatePair {
  readonly probability: number;
  readonly evidence: readonly OccasionEvidence[];
}

/** From here on two events are taken for one happening. */
const LIKELY = 0.5;

/** A model to score by; without a name it was only just learned, and its scorer is not kept. */
interface NamedModel {
  readonly id: string | null;
  readonly model: Model;
}

const NOT_LEARNED: NamedModel = { id: 'occasions', model: UNLEARNED };

/** The pairs of several looks that are taken for one happening by a model, with what that is made of. */
export async function findLikely(
  known: NamedModel,
  looks: readonly (readonly CandidatePair[])[],
): Promise<readonly (readonly ScoredPair[])[]> {
  const scores = await explain(known, looks.flat());
  let place = 0;
  return looks.map((pairs) =>
    pairs.flatMap((pair) => {
      const scored = toScored(known.model, pair, scores[place++]);
      return scored.probability >= LIKELY ? [scored] : [];
    }),
  );
}

/** The same pairs with the level that their places agree at. */
export async function placePairs(
  looks: readonly (readonly CandidatePair[])[],
): Promise<readonly (readonly PlacedPair[])[]> {
  const scores = await explain(NOT_LEARNED, looks.flat());
  let place = 0;
  return looks.map((pairs) =>
    pairs.map((pair) => {
      const level = scores[place++]?.parts[WHEREABOUTS_PLACE]?.level ?? 0;
      return { ...pair, place: WHEREABOUTS_LEVELS[level - 1] ?? 'UNKNOWN' };
    }),
  );
}

async function explain(
  { id, model }: NamedModel,
  pairs: readonly CandidatePair[],
): Promise<readonly PairScore[]> {
  const places = new Map<OccasionEvent, number>();
  const placeOf = (event: OccasionEvent): number => {
    const known = places.get(event);
    if (known !== undefined) return known;
    places.set(event, places.size);
    return places.size - 1;
  };
  const asked = pairs.map(({ event, other }): readonly [number, number] => [placeOf(event), placeOf(other)]);
  const scorer = id === null ? new PairScorer(model) : scorerOf({ id, model });
  try {
    return await scorer.explain([...places.keys()], asked);
  } finally {
    if (id === null) scorer.close();
  }
}

function toScored({ comparisons }: Model, pair: CandidatePair, score: PairScore | undefined): ScoredPair {
  if (score === undefined) throw new Error('A pair was not scored');
  const evidence = [{ of: 'chance', level: 'PRIOR', bits: score.prior }];
  score.parts.forEach(({ level, weight, frequency }, place) => {
    const comparison = comparisons[place];
    if (comparison === undefined || level === 0) return;
    const [attribute = ''] = comparison.attributes;
    const label = comparison.levels[level - 1]?.label ?? '';
    const named = { [BEGINNING_PLACE]: 'period', [WHEREABOUTS_PLACE]: 'place' }[place];
    evidence.push({
      of: named ?? attribute,
      level: named === undefined ? (pair.other.kinds.get(attribute) ?? label) : label,
      bits: weight + frequency,
    });
  });
  const bits = evidence.reduce((all, one) => all + one.bits, 0);
  return { ...pair, evidence, probability: 1 / (1 + 2 ** -bits) };
}
