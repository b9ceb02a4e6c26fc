import {
  listDatasets,
  listProblemsOfKeys,
  listReleasedReturns,
  noteReturns,
  readValueDecisions,
} from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import { fromDateTime, toDateTime } from '../../graph/values.ts';
import { groupRows } from '../../group-rows.ts';
import type { EntityId } from '../../ids.ts';
import type { BatchChange, MentionState } from '../../intake/batch-change.ts';
import { valueKey } from '../../intake/value-key.ts';
import { loadMembers } from '../../resolve/identifier-store.ts';
import { loadReferences } from '../../resolve/load-references.ts';
import type { IdentityListener } from '../../resolve/matching/run-resolution.ts';
import { settleMentions } from '../../resolve/matching/settle-late.ts';
import { isFrom, type Origins } from '../../resolve/origins.ts';
import { FAR_FUTURE, FAR_PAST } from '../../standardise/value.ts';
import { datasetsStating } from './register-problem.ts';

type Problem = NonNullable<(typeof listProblemsOfKeys)['types']>['row'];

/** That a mention states a value, and over which period. */
interface Statement {
  readonly mention: MentionState;
  readonly key: string;
  readonly from: string;
  readonly to: string;
}

/** One that a delivery makes. `before`: how the mention stated the value until then; null where it did not. */
interface Stated extends Statement {
  readonly before: Statement | null;
}

/**
 * Notes what was found wrong and is delivered again, within the transaction that takes it in. It is taken in all the same;
 * that it is of another period, or that somebody else states it by now, is told apart for whoever may release it. What it
 * joined on its way in is decided anew without it, and the later stages are told.
 */
export async function noteReturned(
  transaction: Transaction,
  change: BatchChange,
  listener: IdentityListener,
): Promise<void> {
  if ((await transaction.run(readValueDecisions, {}))[0]?.exist !== true) return;
  const stated = listStated(change);
  if (stated.length === 0) return;
  const keys = [...new Set(stated.map(({ key }) => key))];
  const problems = (await transaction.run(listProblemsOfKeys, { keys })).filter(
    ({ state, scope }) => state === 'LIVE' && scope === 'ENTITY',
  );
  if (problems.length === 0) return;
  const suspects = stated.filter(({ key }) => problems.some((problem) => problem.key === key));
  const references = await loadReferences(
    transaction,
    suspects.map(({ mention }) => mention.id),
  );
  const origins = await readOrigins(transaction);
  const released = new Set(
    (await transaction.run(listReleasedReturns, { problems: problems.map(({ id }) => id) })).map(
      ({ problem, mention }) => `${problem} ${mention}`,
    ),
  );
  const found = suspects.flatMap((one) =>
    problems
      .filter((problem) => problem.key === one.key)
      .filter((problem) => isAbout(origins, problem, one.mention.dataset, references.get(one.mention.id)))
      // What was released stays so while it is stated as before.
      .filter((problem) => !(isAsBefore(one) && released.has(`${problem.id} ${one.mention.id}`)))
      .map((problem) => ({ one, problem })),
  );
  if (found.length === 0) return;
  const returned = groupRows(found, ({ one, problem }) => `${problem.id} ${one.mention.id}`);
  const members = await readMembersOf(
    transaction,
    found.flatMap(({ one }) => references.get(one.mention.id) ?? []),
  );
  await transaction.run(noteReturns, {
    at: toDateTime(change.at),
    delivery: change.delivery,
    rows: [...returned.values()].flatMap((statements) => {
      const [first] = statements;
      if (first === undefined) return [];
      const { one, problem } = first;
      const stating = members.get(references.get(one.mention.id) ?? '') ?? [];
      const newEvidence = datasetsStating(stating, one.key).some(
        (dataset) => !problem.sources.includes(dataset) && !isFrom(origins, dataset, problem),
      );
      return [{ ...describeReturn(first, statements), newEvidence }];
    }),
  });
  let batch = change.batch;
  for (const [problem, returns] of groupRows(found, (row) => row.problem.id)) {
    // Of one time, the log is in the order of these numbers.
    batch += 1;
    const mentions = returns.map(({ one }) => one.mention.id);
    await settleMentions(transaction, { delivery: problem, batch, at: change.at }, mentions, listener);
  }
}

/** A statement that returns to what a problem is about. */
interface Returned {
  readonly one: Stated;
  readonly problem: Problem;
}

/** What one mention's statements of one problem come to: it has returned once, over however many periods. */
function describeReturn({ one, problem }: Returned, statements: readonly Returned[]) {
  return {
    problem: problem.id,
    mention: one.mention.id,
    asBefore: statements.every((row) => isAsBefore(row.one)),
    newPeriod: statements.some((row) => isNewPeriod(problem, row.one)),
  };
}

function listStated({ created, restated, changed, kept }: BatchChange): readonly Stated[] {
  const goingOn = [...changed, ...kept.map((mention) => ({ before: mention, after: mention }))];
  return [
    ...[...created, ...restated].flatMap((mention) =>
      statementsOf(mention).map((one) => ({ ...one, before: null })),
    ),
    ...goingOn.flatMap(({ before, after }) => {
      const known = statementsOf(before);
      return statementsOf(after).map((one) => ({ ...one, before: findFormer(known, one) }));
    }),
  ];
}

/** The same value of the same period, or else of another: a mention may state one value over several. */
function findFormer(known: readonly Statement[], one: Statement): Statement | null {
  const same = known.filter(({ key }) => key === one.key);
  return same.find(({ from, to }) => from === one.from && to === one.to) ?? same.at(-1) ?? null;
}

function statementsOf(mention: MentionState): readonly Statement[] {
  return mention.attributes.map((attribute) => ({
    mention,
    key: valueKey({ ...attribute, attribute: attribute.name }),
    from: attribute.from ?? mention.validFrom,
    to: attribute.to ?? mention.validTo,
  }));
}

/** Whether a mention goes on stating a value, of the same period. */
function isAsBefore({ before, from, to }: Stated): boolean {
  return before !== null && before.from === from && before.to === to;
}

/** Whether a problem is one of what a dataset states of an entity. */
export function isAbout(
  origins: Origins,
  problem: Pick<Problem, 'entities' | 'dataset' | 'department'>,
  dataset: string,
  entity: EntityId | null | undefined,
): boolean {
  return entity != null && problem.entities.includes(entity) && isFrom(origins, dataset, problem);
}

/**
 * Whether a statement is of a time that the rejected one was not of, or begins neither with that nor when the same mention
 * said until then; where either is undated nothing tells.
 */
function isNewPeriod({ validFrom, validTo }: Problem, { from, to, before }: Stated): boolean {
  if (validFrom === null || validTo === null || (from === FAR_PAST && to === FAR_FUTURE)) return false;
  const [rejectedFrom, rejectedTo] = [fromDateTime(validFrom), fromDateTime(validTo)];
  if (from >= rejectedTo || to <= rejectedFrom) return true;
  const isDated = before !== null && before.from !== FAR_PAST && from !== FAR_PAST;
  return isDated && before.from !== from && from !== rejectedFrom;
}

async function readOrigins(transaction: Transaction): Promise<Origins> {
  const rows = await transaction.run(listDatasets, {});
  return {
    datasets: new Map(
      rows.map(({ id, department, derivedFrom }) => [id, { department: { id: department }, derivedFrom }]),
    ),
  };
}

async function readMembersOf(
  transaction: Transaction,
  entities: readonly EntityId[],
): Promise<ReadonlyMap<string, readonly MentionState[]>> {
  const members = new Map<string, MentionState[]>();
  for (const { prior, state } of await loadMembers(transaction, [...new Set(entities)])) {
    const known = members.get(prior ?? '') ?? [];
    known.push(state);
    members.set(prior ?? '', known);
  }
  return members;
}
