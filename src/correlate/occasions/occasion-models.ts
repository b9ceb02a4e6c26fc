import type { Context } from '../../context.ts';
import { listModelsOfDatasets, noteOccasionModel, readOccasionModels } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import { type DateTime, fromDateTime, OPEN_END } from '../../graph/values.ts';
import { MODEL_VERSION, type Model, parseModel } from '../../resolve/engine/model.ts';
import { pairOf } from '../crossings/crossed.ts';
import type { Sides } from './read-looks.ts';

/** What was learned of two datasets of events, `other` being what belongs to the events of `dataset`. */
export interface OccasionModel extends Sides {
  readonly id: string;
  /** Records of events of both when it was learned. */
  readonly events: number;
  readonly model: Model;
}

/** Names a pair of datasets, whichever states the events. Names have no spaces. */
export function occasionPair(one: string, other: string): string {
  return pairOf(one, other).join(' ');
}

/** The models of some pairs as they were known, by pair; one of another version of the engine, or that says nothing, is none. */
export async function readModels(
  context: Context,
  pairs: readonly string[],
  recorded: DateTime = OPEN_END,
): Promise<ReadonlyMap<string, OccasionModel>> {
  const rows = await context.graph.read(
    readOccasionModels,
    { pairs, recorded, version: MODEL_VERSION },
    { signal: context.signal },
  );
  return new Map(toModels(rows).map((one) => [occasionPair(one.dataset, one.other), one]));
}

/** The models of the pairs that some datasets are of, as they are known now. */
export async function readModelsOf(
  context: Context,
  datasets: readonly string[],
): Promise<readonly OccasionModel[]> {
  const asked = { datasets, version: MODEL_VERSION };
  return toModels(await context.graph.read(listModelsOfDatasets, asked, { signal: context.signal }));
}

type ModelRow = NonNullable<(typeof listModelsOfDatasets)['types']>['row'];

function toModels(rows: readonly ModelRow[]): readonly OccasionModel[] {
  return rows.flatMap(({ id, dataset, other, events, document }): OccasionModel[] =>
    document === null ? [] : [{ id, dataset, other, events, model: parseModel(document) }],
  );
}

/** Keeps what was learned, beside what was known before, and gives its name. Null: there was too much to learn from. */
export async function noteModel(
  transaction: Transaction,
  at: DateTime,
  learned: Sides & { readonly events: number; readonly model: Model | null },
): Promise<string> {
  const { dataset, other, events, model } = learned;
  const pair = occasionPair(dataset, other);
  const id = `${pair} ${fromDateTime(at)}`;
  await transaction.run(noteOccasionModel, {
    properties: {
      ...{ id, pair, dataset, other, recordedFrom: at },
      ...{ events: BigInt(events), version: MODEL_VERSION },
      // By one that says nothing there is nothing to compare.
      ...(model === null ? { isMarked: true } : { document: JSON.stringify(model), isMarked: false }),
    },
  });
  return id;
}
