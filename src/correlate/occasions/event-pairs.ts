import type { ReadContext } from '../../access/access.ts';
import { countEvents, listOccasionModels, listUnfinishedDeliveries } from '../../generated/statements.ts';
import { MODEL_VERSION } from '../../resolve/engine/model.ts';
import { occasionPair } from './occasion-models.ts';
import type { Sides } from './read-looks.ts';

/** A model is learned anew once there are so many times as many events as it was learned of. */
const GROWN = 1.5;

/** Two datasets that both state events, with what was learned of them last. */
export interface EventPair {
  readonly sides: Sides;
  /** Records of events of both by now. */
  readonly events: number;
  readonly known: { readonly id: string; readonly isMarked: boolean } | null;
  /** Whether there is more to learn from by now. */
  readonly isDue: boolean;
}

/**
 * Those of which both state events: of the delivered dataset, and of others, which apps may only push, or which were there before happenings
 * were kept; but not while a delivery brings one of those two, which learns of it itself.
 */
export async function listPairs(
  context: ReadContext,
  datasets: readonly string[],
  delivered: string,
): Promise<readonly EventPair[]> {
  const rows = await context.graph.read(countEvents, { datasets });
  const counts = new Map(rows.map(({ dataset, count }) => [dataset, count]));
  const unfinished = await context.graph.read(listUnfinishedDeliveries, {});
  const arriving = new Set(unfinished.map(({ dataset }) => dataset));
  const stating = datasets.filter((one) => one !== delivered && (counts.get(one) ?? 0) > 0);
  const settled = stating.filter((one) => !arriving.has(one));
  const sides = [
    ...((counts.get(delivered) ?? 0) > 0 ? stating.map((other) => ({ dataset: delivered, other })) : []),
    ...settled.flatMap((dataset, place) => settled.slice(place + 1).map((other) => ({ dataset, other }))),
  ];
  const pairs = sides.map(({ dataset, other }) => occasionPair(dataset, other));
  const models = new Map(
    (await context.graph.read(listOccasionModels, { pairs })).map((row) => [row.pair, row]),
  );
  return sides.map((two): EventPair => {
    const events = (counts.get(two.dataset) ?? 0) + (counts.get(two.other) ?? 0);
    const last = models.get(occasionPair(two.dataset, two.other));
    const known = last?.version === MODEL_VERSION ? last : null;
    return { sides: two, events, known, isDue: known === null || events >= known.events * GROWN };
  });
}
