import { hash } from 'node:crypto';
import type { Context } from '../../context.ts';
import { now } from '../../context.ts';
import { ENTITY_KINDS, type EntityKind } from '../../intake/mapped.ts';
import { findCommonAtoms } from '../engine/candidates/index-keys.ts';
import { foldAlike } from '../engine/fold.ts';
import { Workspace } from '../engine/sql/workspace.ts';
import { train } from '../engine/training/train.ts';
import { withLease } from './lease.ts';
import { keepModel, listModelSummaries, type ModelSummary } from './model-store.ts';
import { type Resolvable, readAllResolvable, readOnceRoles, toEngineMention } from './resolvable.ts';
import type { StageProgress } from './stage-progress.ts';

export interface TrainOptions {
  /** All kinds when left out. */
  readonly kinds?: readonly EntityKind[];
  readonly onProgress?: (progress: StageProgress) => void;
  readonly onStep?: (step: string, sql: string) => void;
}

/** Steps of the database in one training, about: only how far the bar has come hangs on it. */
const STEPS = 20;

/**
 * Trains a model of each kind on the mentions that stand today and keeps it. Identity stays what it is until a run.
 * Kinds with fewer than two mentions have nothing to learn from. Throws RESOLUTION_RUNNING.
 */
export async function trainModels(
  context: Context,
  options: TrainOptions = {},
): Promise<readonly ModelSummary[]> {
  return withLease(context, 'train', async () => {
    const ids = new Set<string>();
    for (const kind of options.kinds ?? ENTITY_KINDS) {
      const id = await trainKind(context, kind, options);
      if (id !== null) ids.add(id);
    }
    return (await listModelSummaries(context)).filter(({ id }) => ids.has(id));
  });
}

async function trainKind(
  context: Context,
  kind: EntityKind,
  { onProgress = () => undefined, onStep }: TrainOptions,
): Promise<string | null> {
  const started = context.clock();
  const all = await readAllResolvable(context, kind, (done) =>
    onProgress({ kind, phase: 'reading', done, of: undefined, unit: 'mention' }),
  );
  if (all.length < 2) return null;
  const onceIn = await readOnceRoles(context);
  const mentions = all.map(({ identity }) => toEngineMention(identity.state, onceIn));
  // What is said twice would teach that sharing everything is how matches are.
  const { distinct } = foldAlike(mentions);
  let steps = 0;
  const workspace = await Workspace.open({
    onStep: (step, sql) => {
      context.signal?.throwIfAborted();
      steps += 1;
      onProgress({ kind, phase: 'training', done: Math.min(steps, STEPS), of: STEPS, unit: 'step' });
      onStep?.(step, sql);
    },
  });
  try {
    const model = await train(workspace, distinct);
    const common = findCommonAtoms(model.comparisons, distinct);
    return await keepModel(context, {
      kind,
      model,
      common,
      mentions: mentions.length,
      trainedAt: now(context),
      seconds: (context.clock() - started) / 1000,
      datasets: countBy(mentions.map(({ source }) => source)),
      data: digestOf(all),
    });
  } finally {
    workspace.close();
  }
}

function countBy(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function digestOf(mentions: readonly Resolvable[]): string {
  const said = mentions.map(({ identity, hash: content }) => `${identity.id} ${content}`);
  return hash('sha256', said.join('\n'), 'base64url');
}
