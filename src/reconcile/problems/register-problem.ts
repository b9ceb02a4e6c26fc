import type { EntryDraft } from '../../chain/entry.ts';
import { JingweiError } from '../../errors.ts';
import { createKnownProblem, listProblemsOfKeys } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import { fromDateTime, toDateTime } from '../../graph/values.ts';
import { type EntityId, type KnownProblemId, type MentionId, newKnownProblemId } from '../../ids.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import type { DatasetCatalogue } from '../../intake/dataset-model.ts';
import type { StoredAttribute } from '../../intake/stored-attribute.ts';
import { MOST_DECIDED_NAMES } from '../../intake/value-decisions.ts';
import { valueKey } from '../../intake/value-key.ts';
import { settleMentions } from '../../resolve/matching/settle-late.ts';
import { isFrom } from '../../resolve/origins.ts';
import { forgetBarred } from '../../resolve/values/barred-values.ts';
import { FAR_FUTURE, FAR_PAST } from '../../standardise/value.ts';
import { describeStep } from '../decision-log.ts';
import type { ReconcileContext } from '../reconcile-context.ts';
import {
  doesState,
  readStatingMembers,
  type StatingMember,
  type StatingMembers,
} from '../stating-members.ts';

/** That a value of an entity was found wrong. */
export interface ProblemDraft {
  readonly entity: EntityId;
  readonly attribute: string;
  readonly scheme: string | null;
  /** Standardised. */
  readonly value: string;
  /** Where it was found wrong; both null: whoever states it. */
  readonly dataset: string | null;
  readonly department: string | null;
  readonly reason: string;
}

/** Mentions of the entity that a problem goes by beside those that state the value. */
const MOST_ANCHORS = 200;
/** Mentions that are decided anew in one transaction. */
const MOST_SETTLED = 1_000;

interface Registering {
  readonly draft: ProblemDraft;
  readonly catalogue: DatasetCatalogue;
  /** Who states it, where that is known already. */
  readonly members?: StatingMembers;
}

interface Stating {
  readonly state: StatingMember;
  readonly attribute: StoredAttribute;
}

/** A problem that was registered, with the mentions that are to be decided anew without the value; none where it stood already. */
export interface RegisteredProblem {
  readonly id: KnownProblemId;
  readonly at: string;
  readonly unsettled: readonly MentionId[];
}

/**
 * Registers that a value of an entity was found wrong: from then on it is flagged wherever its source states it of that
 * entity, never preferred and never exported; it joins nothing once {@link settleProblem} has followed. The same again changes
 * nothing. Throws NOT_FOUND, BAD_INPUT, LIMIT_EXCEEDED.
 */
export async function registerProblem(
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  { draft, catalogue, members: known }: Registering,
): Promise<RegisteredProblem> {
  const at = fromDateTime(await takeLock(context, transaction));
  const members = known ?? (await readStatingMembers(transaction, draft.entity, [draft]));
  const key = valueKey(draft);
  const stating = members.stating.flatMap((state): readonly Stating[] => {
    if (!isFrom(catalogue, state.dataset, draft)) return [];
    const attribute = state.attributes.find((one) => valueKey({ ...one, attribute: one.name }) === key);
    return attribute === undefined ? [] : [{ state, attribute }];
  });
  const first = stating[0];
  if (first === undefined)
    throw new JingweiError('BAD_INPUT', { reason: 'no such source states that value', argument: 'value' });
  const standing = (await transaction.run(listProblemsOfKeys, { keys: [key] })).find(
    ({ state, dataset, department, entities }) =>
      state === 'LIVE' &&
      dataset === draft.dataset &&
      department === draft.department &&
      entities.includes(draft.entity),
  );
  if (standing !== undefined) return { id: standing.id, at, unsettled: [] };
  const isName = [...catalogue.datasets.values()].some(({ titles }) =>
    [...titles.values()].includes(draft.attribute),
  );
  if (isName && catalogue.decisions.rejectedNames.size >= MOST_DECIDED_NAMES)
    throw new JingweiError('LIMIT_EXCEEDED', { what: 'The number of names', limit: MOST_DECIDED_NAMES });
  const id = newKnownProblemId();
  const mentions = new Set(stating.map(({ state }) => state.id));
  const others = [...members.stating.map((member) => member.id), ...members.others]
    .filter((mention) => !mentions.has(mention))
    .slice(0, MOST_ANCHORS);
  const periods = stating.map(({ state, attribute }) => ({
    from: attribute.from ?? state.validFrom,
    to: attribute.to ?? state.validTo,
  }));
  const departments = stating.map(
    ({ state }) => catalogue.datasets.get(state.dataset)?.department.id ?? state.dataset,
  );
  await transaction.run(createKnownProblem, {
    properties: {
      ...{ id, key, scope: 'ENTITY', state: 'LIVE', isName, returns: 0n },
      ...{ attribute: draft.attribute, kind: first.attribute.kind, scheme: draft.scheme },
      ...{ dataset: draft.dataset, department: draft.department, reason: draft.reason, by: context.by },
      ...{ at: toDateTime(at), liveAt: toDateTime(at) },
      departments: [...new Set(departments)].sort(),
      sources: datasetsStating(members.stating, key),
      validFrom: toDateTime(periods.map(({ from }) => from).sort()[0] ?? FAR_PAST),
      validTo: toDateTime(
        periods
          .map(({ to }) => to)
          .sort()
          .at(-1) ?? FAR_FUTURE,
      ),
    },
    mentions: [
      ...[...mentions].map((mention) => ({ id: mention, states: true })),
      ...others.map((mention) => ({ id: mention, states: false })),
    ],
  });
  log.push(
    describeStep(context, {
      step: 'registered-problem',
      subjects: [id, draft.entity, ...mentions],
      body: {
        scope: 'ENTITY',
        attribute: draft.attribute,
        dataset: draft.dataset,
        department: draft.department,
      },
      reason: draft.reason,
    }),
  );
  return { id, at, unsettled: [...mentions] };
}

/** Decides anew who the mentions are that state what was registered, in the same transaction; of more, a run does the rest. */
export async function settleProblem(
  { onIdentity }: ReconcileContext,
  transaction: Transaction,
  { id, at, unsettled }: RegisteredProblem,
): Promise<void> {
  if (unsettled.length === 0) return;
  forgetBarred(transaction);
  const cause = { delivery: id, batch: 0, at };
  await settleMentions(transaction, cause, unsettled.slice(0, MOST_SETTLED), onIdentity);
}

/** Datasets that state a value of an entity. */
export function datasetsStating(
  members: readonly Pick<StatingMember, 'dataset' | 'attributes'>[],
  key: string,
): readonly string[] {
  const stating = members.filter((member) => doesState(member, key));
  return [...new Set(stating.map(({ dataset }) => dataset))].sort();
}

/** Ids of mentions as callers write them. */
export function toMentionIds(ids: readonly string[]): readonly MentionId[] {
  return [...new Set(ids)].map((id) => id as MentionId);
}
