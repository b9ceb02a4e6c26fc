import type { EntryDraft } from '../../chain/entry.ts';
import { JingweiError } from '../../errors.ts';
import type { readCorrection } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import type { MentionId } from '../../ids.ts';
import type { DatasetCatalogue } from '../../intake/dataset-model.ts';
import { MOST_DECIDED_NAMES } from '../../intake/value-decisions.ts';
import { readSomeResolvable } from '../../resolve/matching/resolvable.ts';
import { confirmValue } from '../confirmations/confirm-value.ts';
import { agree } from '../discrepancies/agree.ts';
import { compareDepartments, type StatedValue } from '../discrepancies/find-discrepancies.ts';
import { readStated } from '../discrepancies/stated-values.ts';
import { registerProblem, settleProblem } from '../problems/register-problem.ts';
import type { ReconcileContext } from '../reconcile-context.ts';
import { noteFindings } from '../review/note-items.ts';
import { readStatingMembers, type StatingMembers } from '../stating-members.ts';
import type { CorrectionAnswer } from './correction.ts';

/** A department's answer to a correction, as it was taken in. */
export interface Answered {
  readonly id: string;
  readonly at: string;
  readonly answer: CorrectionAnswer;
  /** What is right, as it was written and standardised; null unless it is CORRECTED. */
  readonly value: string | null;
  readonly standard: string | null;
  readonly correction: NonNullable<(typeof readCorrection)['types']>['row'];
  readonly catalogue: DatasetCatalogue;
}

/** Does what follows from an answer, and writes its entries of the log. */
type CarryOut = (log: EntryDraft[]) => Promise<void>;

const NOTHING: CarryOut = () => Promise.resolve();

/**
 * Finds out what follows from an answer, within its transaction and before anything is written. CONFIRMED: the department's values are confirmed by their owner.
 * CORRECTED: what is right is confirmed wherever it is stated, and what the department said otherwise is a known problem of the
 * entity there. REJECTED: a person is asked whether the two sides are one at all. Where a thing lies is no claim, so that of it
 * nothing follows but the last. Throws BAD_INPUT where what is said to be right is what the department states, LIMIT_EXCEEDED.
 */
export async function prepareAnswer(
  context: ReconcileContext,
  transaction: Transaction,
  answered: Answered,
): Promise<CarryOut> {
  const { correction, answer, standard, catalogue } = answered;
  if (answer === 'REJECTED') return () => askWhoTheyAre(transaction, answered);
  const own = await findOwn(transaction, correction);
  if (own.length > 0 && own.every(({ value }) => value === standard))
    throw new JingweiError('BAD_INPUT', {
      reason: 'value: it is what the department states already, so the answer is CONFIRMED',
      argument: 'value',
    });
  if (own.length === 0 || correction.kind === 'location') return NOTHING;
  requireRoom(catalogue, correction.attribute);
  const { entity, attribute } = correction;
  const values = [...valuesOf(own), ...(standard === null ? [] : [standard])];
  // Once for all that follows: nobody else decides meanwhile.
  const members = await readStatingMembers(
    transaction,
    entity,
    values.map((value) => ({ attribute, value })),
  );
  return (log) => carryOut(context, transaction, log, { answered, own, members });
}

async function carryOut(
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  {
    answered: { id, correction, catalogue, value: original, standard },
    own,
    members,
  }: {
    readonly answered: Answered;
    readonly own: readonly StatedValue[];
    readonly members: StatingMembers;
  },
): Promise<void> {
  const { entity, attribute, scheme, department } = correction;
  // The evidence stays on the correction, and goes with it.
  const about = { entity, attribute, scheme, reason: `answer to ${id}` };
  if (standard === null || original === null) {
    for (const value of valuesOf(own)) {
      const draft = { ...about, value, department };
      await confirmValue(context, transaction, log, { draft, catalogue, members });
    }
    return;
  }
  const draft = { ...about, value: standard, department, announcedIn: mentionsOf(own) };
  await confirmValue(context, transaction, log, { draft, catalogue, members });
  const wrong = own.filter((stated) => !agree(stated, { kind: stated.kind, value: standard, original }));
  const registered = [];
  for (const value of valuesOf(wrong)) {
    const draft = { ...about, value, department, dataset: null };
    registered.push(await registerProblem(context, transaction, log, { draft, catalogue, members }));
  }
  // Only now: what no longer joins may part the entity.
  for (const problem of registered) await settleProblem(context, transaction, problem);
}

/** What the department says of the attribute, as far as the other one says otherwise. */
async function findOwn(
  transaction: Transaction,
  { mentions, department, right, attribute, kind, scheme }: Answered['correction'],
): Promise<readonly StatedValue[]> {
  const standing = await readSomeResolvable(
    transaction,
    mentions.map(({ id }) => id),
  );
  const values = standing
    .flatMap(({ identity }) => readStated(identity.state))
    .filter((one) => one.attribute === attribute && one.kind === kind && one.scheme === scheme);
  const difference = compareDepartments(values).find((one) => one.difference !== null)?.difference;
  if (difference == null) return [];
  return department === right ? difference.right : difference.left;
}

/** A department that has nothing to do with what is said contradicts whatever made the two sides one. */
async function askWhoTheyAre(
  transaction: Transaction,
  { id, at, correction: { mentions, department, right: rightDepartment } }: Answered,
): Promise<void> {
  const isOwn = (isRight: boolean): boolean => isRight === (department === rightDepartment);
  const left = mentions.filter(({ isRight }) => isOwn(isRight)).map((mention) => mention.id);
  const right = mentions.filter(({ isRight }) => !isOwn(isRight)).map((mention) => mention.id);
  if (left.length === 0 || right.length === 0) return;
  await noteFindings(transaction, at, [
    {
      kind: 'DISPUTED',
      reason: 'correction-rejected',
      left,
      right,
      bits: null,
      judgement: null,
      correction: id,
    },
  ]);
}

/** Throws LIMIT_EXCEEDED where the attribute names things and no more names can be decided about. */
function requireRoom({ datasets, decisions }: DatasetCatalogue, attribute: string): void {
  const isName = [...datasets.values()].some(({ titles }) => [...titles.values()].includes(attribute));
  const { confirmedNames, rejectedNames } = decisions;
  if (isName && Math.max(confirmedNames.size, rejectedNames.size) >= MOST_DECIDED_NAMES)
    throw new JingweiError('LIMIT_EXCEEDED', { what: 'The number of names', limit: MOST_DECIDED_NAMES });
}

function valuesOf(stated: readonly StatedValue[]): readonly string[] {
  return [...new Set(stated.map(({ value }) => value))];
}

function mentionsOf(stated: readonly StatedValue[]): readonly MentionId[] {
  return [...new Set(stated.map(({ mention }) => mention))];
}
