import type { Context } from '../../context.ts';
import { now } from '../../context.ts';
import { JingweiError } from '../../errors.ts';
import { createRun, finishRun, listBlocked } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import { toDateTime } from '../../graph/values.ts';
import { type MentionId, type RunId, runId } from '../../ids.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import type { Constraints } from '../engine/clustering/constraints.ts';
import { type Resolution, resolveMentions } from '../engine/resolve-mentions.ts';
import { Workspace } from '../engine/sql/workspace.ts';
import { findTogether, UNMET } from '../identified.ts';
import type { IdentityChange } from '../identity-change.ts';
import type { IdentityMention } from '../identity-claim.ts';
import type { Judged } from '../judgements/judged.ts';
import { JudgedClasses } from '../judgements/judged-classes.ts';
import { loadAllJudged } from '../judgements/judgement-reader.ts';
import { type Applied, applyGroups } from './apply-groups.ts';
import { type Attention, decideGroups, type Rules, toConstraints } from './decide-groups.ts';
import { withLease } from './lease.ts';
import { listModelSummaries, loadNewestModels, type StoredModel } from './model-store.ts';
import { type Resolvable, readAllResolvable, readOnceRoles, toEngineMention } from './resolvable.ts';
import { secondsOfRun } from './run-cost.ts';
import { settleLate } from './settle-late.ts';
import type { StageProgress } from './stage-progress.ts';
import { writeMatches } from './write-matches.ts';

/** The stages behind resolution, told within the transaction of who is who from now on. */
export type IdentityListener = (transaction: Transaction, identity: IdentityChange) => Promise<void>;

/** What a run is going to do, told before it does it. */
export interface RunEstimate {
  readonly kind: EntityKind;
  readonly mentions: number;
  /** Pairs that it compares. */
  readonly candidates: number;
  /** That all of it takes, from reading to the last entity. */
  readonly seconds: number;
}

export interface RunOptions {
  readonly kinds?: readonly EntityKind[];
  readonly listener: IdentityListener;
  /** Told of everything that the run leaves to people, kind by kind, once it is applied. `since`: when it began. */
  readonly onAttention?: (kind: EntityKind, attention: readonly Attention[], since: string) => Promise<void>;
  readonly onProgress?: (progress: StageProgress) => void;
  readonly onEstimate?: (estimate: RunEstimate) => void;
}

/** What a run came to with one kind. */
export interface KindReport extends Applied {
  readonly kind: EntityKind;
  readonly model: string;
  readonly mentions: number;
  /** Pairs that were compared, as told before. */
  readonly candidates: number;
  /** Pairs whose weight is kept in the graph. */
  readonly matches: number;
  /** Groups that a person should look at, by reason. */
  readonly attention: Readonly<Record<string, number>>;
  readonly seconds: number;
}

export interface RunReport {
  readonly id: RunId;
  readonly kinds: readonly KindReport[];
}

/**
 * Decides all mentions anew with the newest model of each kind, and applies what differs as events, in transactions
 * each of which leaves whole entities. A run that was cut short leaves nothing half applied; the next one starts over
 * and finds the rest. Throws MODEL_MISSING, RESOLUTION_RUNNING.
 */
export async function runResolution(context: Context, options: RunOptions): Promise<RunReport> {
  return withLease(context, 'run', async () => {
    const models = (await loadNewestModels(context)).filter(
      ({ kind }) => options.kinds?.includes(kind) ?? true,
    );
    if (models.length === 0) throw new JingweiError('MODEL_MISSING');
    const id = await context.graph.write(async (transaction) => {
      const at = await takeLock(context, transaction);
      const run = runId(String(at));
      await transaction.run(createRun, { id: run, at, models: models.map((model) => model.id) });
      return run;
    });
    const kinds: KindReport[] = [];
    for (const model of models) kinds.push(await runKind(context, id, model, options));
    await context.graph.write((transaction) =>
      transaction.run(finishRun, { id, at: toDateTime(now(context)), report: JSON.stringify(kinds) }),
    );
    return { id, kinds };
  });
}

async function runKind(
  context: Context,
  run: RunId,
  model: StoredModel,
  options: RunOptions,
): Promise<KindReport> {
  const started = context.clock();
  const { kind } = model;
  const { onProgress = () => undefined } = options;
  const all = await readAllResolvable(context, kind, (done) =>
    onProgress({ kind, phase: 'reading', done, of: undefined, unit: 'mention' }),
  );
  const mentions = all.map(({ identity }) => identity);
  const rules: Rules = {
    onceIn: await readOnceRoles(context),
    ...(await findRules(context, mentions, await loadAllJudged(context))),
  };
  const constraints = toConstraints(mentions, rules);
  const resolution = await resolveAll(context, model, mentions, rules, constraints, options);
  const pairs = resolution.weights;
  context.signal?.throwIfAborted();
  const decision = decideGroups(mentions, resolution, constraints);
  const { matches, late } = await writeMatches(context, model, all, pairs, onProgress);
  const applied = await applyGroups(context, run, all, decision.joins, {
    listener: options.listener,
    onProgress: (done, of) => onProgress({ kind, phase: 'identity', done, of, unit: 'mention' }),
  });
  await settleLate(context, run, late, options);
  await options.onAttention?.(kind, decision.attention, new Date(started).toISOString());
  const attention: Record<string, number> = {};
  for (const { reason } of decision.attention) attention[reason] = (attention[reason] ?? 0) + 1;
  return {
    kind,
    model: model.id,
    mentions: all.length,
    candidates: resolution.candidates,
    matches,
    attention,
    ...applied,
    seconds: (context.clock() - started) / 1000,
  };
}

/** The same way as `jingwei evaluate` goes, with the model as it is kept. */
async function resolveAll(
  context: Context,
  { kind, model }: StoredModel,
  all: readonly IdentityMention[],
  { onceIn }: Rules,
  constraints: Constraints,
  { onProgress = () => undefined, onEstimate = () => undefined }: RunOptions,
): Promise<Resolution> {
  const isFirst = !(await listModelSummaries(context)).some(
    (one) => one.kind === kind && one.state === 'IN_USE',
  );
  const workspace = await Workspace.open();
  try {
    onProgress({ kind, phase: 'candidates', done: 0, of: all.length, unit: 'mention' });
    const mentions = all.map(({ state }) => toEngineMention(state, onceIn));
    return await resolveMentions(workspace, mentions, {
      model,
      constraints,
      onCandidates: (candidates) => {
        const seconds = secondsOfRun(all.length, candidates, isFirst);
        onEstimate({ kind, mentions: all.length, candidates, seconds });
        onProgress({ kind, phase: 'scoring', done: 0, of: candidates, unit: 'pair' });
      },
    });
  } finally {
    workspace.close();
  }
}

/** What goes before any weight: mentions that identifiers or people hold together, and those that people keep apart. */
async function findRules(
  context: Context,
  mentions: readonly Resolvable['identity'][],
  judgements: readonly Judged[],
): Promise<Pick<Rules, 'together' | 'different'>> {
  const blocked = await context.graph.read(listBlocked, {});
  const states = new Map(blocked.map(({ key }) => [key, { ...UNMET, blocked: true }]));
  const judged = pairsAmong(new Set(mentions.map(({ id }) => id)), new JudgedClasses(judgements));
  return { together: findTogether(mentions, states, judged), different: judged.different };
}

/** Classes of judged mentions that no longer stand tie and divide those that do. */
function pairsAmong(
  standing: ReadonlySet<MentionId>,
  classes: JudgedClasses,
): {
  readonly same: readonly (readonly [MentionId, MentionId])[];
  readonly different: readonly (readonly [MentionId, MentionId])[];
} {
  const first = new Map<MentionId, MentionId>();
  const same: (readonly [MentionId, MentionId])[] = [];
  for (const [name, members] of classes.classes()) {
    const [one, ...rest] = members.filter((mention) => standing.has(mention));
    if (one === undefined) continue;
    first.set(name, one);
    for (const other of rest) same.push([one, other]);
  }
  const different = [...classes.apart()].flatMap(([left, right]) => {
    const [one, other] = [first.get(left), first.get(right)];
    return one === undefined || other === undefined ? [] : [[one, other] as const];
  });
  return { same, different };
}
