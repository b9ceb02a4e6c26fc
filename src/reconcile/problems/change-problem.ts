import type { EntryDraft } from '../../chain/entry.ts';
import { JingweiError } from '../../errors.ts';
import {
  changeKnownProblem,
  findMentionsAt,
  findMentionsStating,
  listProblemsOfKeys,
  readKnownProblem,
  readResolvable,
  releaseReturns,
} from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import { fromDateTime } from '../../graph/values.ts';
import type { KnownProblemId, MentionId } from '../../ids.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import type { DatasetCatalogue } from '../../intake/dataset-model.ts';
import { attributeKey } from '../../intake/mention-properties.ts';
import { readAttributes } from '../../intake/read-attributes.ts';
import { patternKey } from '../../intake/value-key.ts';
import { quoteLucene } from '../../resolve/lucene.ts';
import { settleLate } from '../../resolve/matching/settle-late.ts';
import { describeStep } from '../decision-log.ts';
import { compareStating } from '../discrepancies/compare-entities.ts';
import type { ReconcileContext } from '../reconcile-context.ts';
import { doesState } from '../stating-members.ts';
import { settleAllPlaces } from './nobodys-places.ts';
import { isAbout } from './note-returns.ts';

type Row = NonNullable<(typeof readKnownProblem)['types']>['row'];

/** Mentions that are decided anew at once when a value turns out to be nobody's; a run finds the rest. */
const MOST_SETTLED = 10_000n;
/** Mentions whose entities are compared in one transaction. */
const COMPARED_AT_ONCE = 1_000;

interface Change {
  readonly id: string;
  readonly reason: string;
}

/** A person agrees that a value is nobody's. Throws NOT_FOUND, PROBLEM_STATE. */
export async function confirmProblem(
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  { id, reason }: Change,
): Promise<void> {
  const at = await takeLock(context, transaction);
  const problem = await getProblem(transaction, id);
  if (problem.state !== 'PROPOSED') throw wrongState(problem, 'confirmed');
  const properties = { state: 'LIVE', confirmedBy: context.by, confirmedAt: at, liveAt: at, reason };
  await transaction.run(changeKnownProblem, { id, properties });
  log.push(describeChange(context, 'confirmed-problem', problem, [], reason));
}

interface Release extends Change {
  readonly mentions: readonly MentionId[] | null;
  readonly catalogue: DatasetCatalogue;
}

/**
 * Says that a value is right again, or was never wrong: of some mentions that state it, or (none named) of all of them.
 * Throws NOT_FOUND, PROBLEM_STATE, BAD_INPUT.
 */
export async function releaseProblem(
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  { id, reason, mentions, catalogue }: Release,
): Promise<void> {
  const at = await takeLock(context, transaction);
  const problem = await getProblem(transaction, id);
  if (problem.state !== 'LIVE' && problem.state !== 'PROPOSED') throw wrongState(problem, 'released');
  if (mentions !== null) {
    const stating = await findStatingOf(transaction, catalogue, problem, mentions);
    const released = await transaction.run(releaseReturns, { id, at, by: context.by, mentions: stating });
    const foreign = mentions.find((mention) => !released.some((row) => row.mention === mention));
    if (foreign !== undefined)
      throw new JingweiError('BAD_INPUT', {
        reason: `${foreign} does not state it, or is released already`,
        argument: 'mentions',
      });
    log.push(describeChange(context, 'released-returns', problem, mentions, reason));
    return;
  }
  const state = problem.state === 'LIVE' ? 'RELEASED' : 'DISMISSED';
  const properties = { state, endedBy: context.by, endedAt: at, endReason: reason };
  await transaction.run(changeKnownProblem, { id, properties });
  log.push(
    describeChange(
      context,
      state === 'RELEASED' ? 'released-problem' : 'dismissed-problem',
      problem,
      [],
      reason,
    ),
  );
}

/** Those of some mentions that state today what a problem of an entity is about. */
async function findStatingOf(
  transaction: Transaction,
  catalogue: DatasetCatalogue,
  { id, key }: Row,
  mentions: readonly MentionId[],
): Promise<readonly MentionId[]> {
  const problem = (await transaction.run(listProblemsOfKeys, { keys: [key] })).find((row) => row.id === id);
  if (problem === undefined) return [];
  const rows = await transaction.run(readResolvable, { mentions });
  return rows
    .filter(({ dataset, entity }) => isAbout(catalogue, problem, dataset, entity))
    .filter(({ attributes }) => doesState({ attributes: readAttributes(attributes) }, key))
    .map((row) => row.id);
}

/**
 * Decides anew who the mentions are that state a value which turned out to be nobody's, or somebody's after all, or right of
 * what they are about; at most 10,000, a thousand in a transaction. What is cut short is found by the next run, or by the same again.
 */
export async function settleStating(
  context: ReconcileContext,
  catalogue: DatasetCatalogue,
  id: KnownProblemId,
): Promise<number> {
  const [problem] = await context.graph.read(readKnownProblem, { id });
  if (problem === undefined) return 0;
  const mentions =
    problem.scope === 'ENTITY' ? problem.stating : await findStating(context, catalogue, problem);
  await settleLate(context, id, mentions, { listener: context.onIdentity });
  if (problem.point !== null) await settleAllPlaces(context, id, problem.decidedAt);
  if (problem.scope === 'PATTERN') await compareAgain(context, id, mentions);
  return mentions.length;
}

/** Departments no longer differ about what is nobody's, and differ again about what is somebody's after all. */
async function compareAgain(
  context: ReconcileContext,
  id: KnownProblemId,
  mentions: readonly MentionId[],
): Promise<void> {
  for (let from = 0; from < mentions.length; from += COMPARED_AT_ONCE)
    await context.graph.write(async (transaction) => {
      const at = fromDateTime(await takeLock(context, transaction));
      await compareStating(transaction, { delivery: id, at }, mentions.slice(from, from + COMPARED_AT_ONCE));
    });
}

async function findStating(
  { graph }: ReconcileContext,
  catalogue: DatasetCatalogue,
  problem: Row,
): Promise<readonly MentionId[]> {
  if (problem.point !== null) {
    const at = { point: problem.point, limit: MOST_SETTLED };
    return (await graph.read(findMentionsAt, at)).map((row) => row.id);
  }
  const value = problem.mentions
    .flatMap(readAttributes)
    .find((attribute) => patternKey(attribute) === problem.key)?.value;
  if (value === undefined) return [];
  const names = [...catalogue.attributes]
    .filter(([, readings]) => readings.some(({ kind }) => kind === problem.kind))
    .map(([name]) => quoteLucene(attributeKey(name, value)));
  if (names.length === 0) return [];
  const query = names.join(' OR ');
  const rows = await graph.read(findMentionsStating, { query, after: '', limit: MOST_SETTLED });
  return rows.map((row) => row.id);
}

async function getProblem(transaction: Transaction, id: string): Promise<Row> {
  const [problem] = await transaction.run(readKnownProblem, { id });
  if (problem === undefined) throw new JingweiError('NOT_FOUND', { kind: 'known problem', id });
  return problem;
}

function wrongState({ id, state }: Row, action: string): JingweiError {
  return new JingweiError('PROBLEM_STATE', { id, state: state.toLowerCase(), action });
}

function describeChange(
  context: ReconcileContext,
  step: string,
  { id, scope, kind, attribute }: Row,
  mentions: readonly MentionId[],
  reason: string,
): EntryDraft {
  return describeStep(context, {
    step,
    subjects: [id, ...mentions],
    body: { scope, kind, attribute },
    reason,
  });
}
