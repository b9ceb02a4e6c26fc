import { z } from 'zod';
import type { Context } from '../../context.ts';
import { createModel, listModels, readModels, setModelStates } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import { toDateTime } from '../../graph/values.ts';
import { digest } from '../../ids.ts';
import { toInstant } from '../../instant.ts';
import { type EntityKind, parseEntityKind } from '../../intake/mapped.ts';
import type { CommonAtoms } from '../engine/candidates/index-keys.ts';
import { MODEL_VERSION, type Model, parseModel } from '../engine/model.ts';

/**
 * TRAINED: waits for a run. IN_USE: identity is decided with it; frozen until a run with a newer one. RETIRED: was in
 * use, or trained and never used.
 */
const MODEL_STATES = ['TRAINED', 'IN_USE', 'RETIRED'] as const;
export type ModelState = (typeof MODEL_STATES)[number];

/** A model as readers are given it: when and on what it was trained. */
export interface ModelSummary {
  readonly id: string;
  readonly kind: EntityKind;
  readonly version: string;
  /** Whether this version of the engine can use it. */
  readonly isUsable: boolean;
  readonly state: ModelState;
  /** ISO 8601, UTC. */
  readonly trainedAt: string;
  readonly seconds: number;
  readonly mentions: number;
  readonly candidates: number;
  readonly matches: number;
  readonly prior: number;
  readonly datasets: readonly { readonly dataset: string; readonly mentions: number }[];
  /** Digest of the mentions that it was trained on: the same data give the same model. */
  readonly data: string;
}

/** A model with all that it learned. */
export interface StoredModel {
  readonly id: string;
  readonly kind: EntityKind;
  readonly model: Model;
  readonly common: CommonAtoms;
}

export interface TrainedModel {
  readonly kind: EntityKind;
  readonly model: Model;
  readonly common: CommonAtoms;
  readonly mentions: number;
  readonly trainedAt: string;
  readonly seconds: number;
  readonly datasets: ReadonlyMap<string, number>;
  readonly data: string;
}

const State = z.enum(MODEL_STATES);
/** Models never change under their id, and are large. */
const kept = new Map<string, Omit<StoredModel, 'kind'>>();
const MOST_KEPT = 12;

/** Every model that was trained, oldest first. */
export async function listModelSummaries(context: Context): Promise<readonly ModelSummary[]> {
  const rows = await context.graph.read(listModels, {}, { signal: context.signal });
  return rows.map(toSummary);
}

/** The newest model of each kind that this version can use, with all that it learned. */
export async function loadNewestModels(context: Context): Promise<readonly StoredModel[]> {
  const newest = new Map<EntityKind, ModelSummary>();
  for (const summary of await listModelSummaries(context))
    if (summary.isUsable) newest.set(summary.kind, summary);
  return loadModels((ids) => context.graph.read(readModels, { ids }), [...newest.values()]);
}

/** The models that identity is decided with today, as the transaction sees it. One of another version has no content. */
export async function loadModelsInUse(
  transaction: Transaction,
): Promise<{ readonly usable: readonly StoredModel[]; readonly outdated: readonly EntityKind[] }> {
  const used = (await transaction.run(listModels, {}))
    .map(toSummary)
    .filter(({ state }) => state === 'IN_USE');
  const usable = used.filter(({ isUsable }) => isUsable);
  return {
    usable: await loadModels((ids) => transaction.run(readModels, { ids }), usable),
    outdated: used.filter(({ isUsable }) => !isUsable).map(({ kind }) => kind),
  };
}

/** Kinds that models decide about, of this version or another. */
export function kindsOf({
  usable,
  outdated,
}: Awaited<ReturnType<typeof loadModelsInUse>>): ReadonlySet<EntityKind> {
  return new Set([...usable.map(({ kind }) => kind), ...outdated]);
}

/** One model with all that it learned. */
export async function loadModel(read: ReadModels, wanted: ModelSummary): Promise<StoredModel> {
  const [model] = await loadModels(read, [wanted]);
  if (model === undefined) throw new Error('A model that was listed is gone');
  return model;
}

/** Keeps a new model. The same data trained by the same version again is the same model under the same id. */
export async function keepModel(context: Context, trained: TrainedModel): Promise<string> {
  const { kind, model, common, seconds, datasets, data } = trained;
  const document = JSON.stringify(model);
  const id = `o_${digest(kind, data, document, trained.trainedAt)}`;
  const properties = {
    id,
    kind,
    version: model.version,
    state: 'TRAINED',
    trainedAt: toDateTime(trained.trainedAt),
    seconds,
    mentions: BigInt(trained.mentions),
    candidates: BigInt(model.trainedOn.candidates),
    matches: BigInt(model.trainedOn.matches),
    prior: 1 / (1 + 2 ** -model.startBits),
    datasets: [...datasets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name}=${count}`),
    data,
    document,
    common: writeCommon(common),
  };
  await context.graph.write((transaction) => transaction.run(createModel, { properties }));
  return id;
}

/** Puts a model to use in the place of the one before it. */
export async function adoptModel(
  transaction: Transaction,
  used: { id: string; kind: EntityKind },
): Promise<void> {
  const rows = (await transaction.run(listModels, {}))
    .map(toSummary)
    .filter(({ kind, state }) => kind === used.kind && state !== 'RETIRED')
    .map(({ id }) => ({ id, state: id === used.id ? 'IN_USE' : 'RETIRED' }));
  await transaction.run(setModelStates, { rows });
}

type ReadModels = (
  ids: readonly string[],
) => Promise<readonly { id: string; document: string; common: string }[]>;

async function loadModels(
  read: ReadModels,
  wanted: readonly ModelSummary[],
): Promise<readonly StoredModel[]> {
  const missing = wanted.map(({ id }) => id).filter((id) => !kept.has(id));
  if (missing.length > 0) {
    if (kept.size + missing.length > MOST_KEPT) kept.clear();
    const unread = wanted.map(({ id }) => id).filter((id) => !kept.has(id));
    for (const { id, document, common } of await read(unread))
      kept.set(id, { id, model: parseModel(document), common: readCommon(common) });
  }
  return wanted.flatMap(({ id, kind }) => {
    const known = kept.get(id);
    return known === undefined ? [] : [{ ...known, kind }];
  });
}

type ModelRow = NonNullable<(typeof listModels)['types']>['row'];

function toSummary(row: ModelRow): ModelSummary {
  return {
    ...row,
    kind: parseEntityKind(row.kind),
    trainedAt: toInstant(row.trainedAt),
    state: State.parse(row.state),
    isUsable: row.version === MODEL_VERSION,
    datasets: row.datasets.map((text) => {
      const at = text.lastIndexOf('=');
      return { dataset: text.slice(0, at), mentions: Number(text.slice(at + 1)) };
    }),
  };
}

/** What marks the keys of a mention as those of one model. */
export function stampOf(model: string): string {
  return model.slice(0, 10);
}

function writeCommon(common: CommonAtoms): string {
  return Buffer.from(Uint32Array.from(common).sort().buffer).toString('base64');
}

function readCommon(text: string): CommonAtoms {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return new Set(new Uint32Array(bytes.buffer, 0, bytes.length / 4));
}
