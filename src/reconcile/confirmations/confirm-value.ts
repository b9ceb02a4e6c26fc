import type { EntryDraft } from '../../chain/entry.ts';
import { JingweiError } from '../../errors.ts';
import {
  createConfirmation,
  listConfirmationsOfKey,
  withdrawConfirmation,
} from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import { fromDateTime, toDateTime } from '../../graph/values.ts';
import { type ConfirmationId, type EntityId, type MentionId, newConfirmationId } from '../../ids.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import type { DatasetCatalogue } from '../../intake/dataset-model.ts';
import { MOST_DECIDED_NAMES } from '../../intake/value-decisions.ts';
import { valueKey } from '../../intake/value-key.ts';
import { describeStep } from '../decision-log.ts';
import type { ReconcileContext } from '../reconcile-context.ts';
import { doesState, readStatingMembers, type StatingMembers } from '../stating-members.ts';

/** A value that somebody confirms, or takes the confirmation of back. */
export interface ConfirmationDraft {
  readonly entity: EntityId;
  readonly attribute: string;
  readonly scheme: string | null;
  /** Standardised. */
  readonly value: string;
  /** The department that owns the value and answers for it; null: a reviewer confirms it. */
  readonly department: string | null;
  readonly reason: string;
  /** Mentions that do not state it yet, where its owner announced it: then whoever states it is confirmed as well. */
  readonly announcedIn?: readonly MentionId[];
}

interface Confirming {
  readonly draft: ConfirmationDraft;
  readonly catalogue: DatasetCatalogue;
  /** Who states it, or is to, where that is known already. */
  readonly members?: StatingMembers;
}

/**
 * Takes in that an owner or a reviewer confirms a value of an entity: it holds as long as one of the mentions that state it
 * now does. The same again changes nothing. Throws NOT_FOUND, BAD_INPUT, LIMIT_EXCEEDED.
 */
export async function confirmValue(
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  { draft, catalogue, members }: Confirming,
): Promise<ConfirmationId> {
  const at = fromDateTime(await takeLock(context, transaction));
  const { entity, attribute, department, reason } = draft;
  const key = valueKey(draft);
  const found = members ?? (await readStatingMembers(transaction, entity, [draft]));
  const mentions = findStating(found, draft, catalogue);
  if (mentions.length === 0)
    throw new JingweiError('BAD_INPUT', { reason: 'no such source states that value', argument: 'value' });
  const kind = department === null ? 'REVIEWER' : 'OWNER';
  const standing = (await transaction.run(listConfirmationsOfKey, { key })).find(
    (known) =>
      known.kind === kind &&
      known.department === department &&
      known.entities.includes(entity) &&
      mentions.every((mention) => known.mentions.includes(mention)),
  );
  if (standing !== undefined) return standing.id;
  const isName = [...catalogue.datasets.values()].some(({ titles }) =>
    [...titles.values()].includes(attribute),
  );
  if (isName && catalogue.decisions.confirmedNames.size >= MOST_DECIDED_NAMES)
    throw new JingweiError('LIMIT_EXCEEDED', { what: 'The number of names', limit: MOST_DECIDED_NAMES });
  const id = newConfirmationId();
  await transaction.run(createConfirmation, {
    properties: {
      ...{ id, key, kind, attribute, isName, department, reason, by: context.by },
      ...{ state: 'LIVE', at: toDateTime(at) },
    },
    mentions,
  });
  const subjects = [id, entity, ...mentions];
  log.push(
    describeStep(context, { step: 'confirmed', subjects, body: { kind, attribute, department }, reason }),
  );
  return id;
}

/**
 * Takes a confirmation back: an owner his own, a reviewer any that people gave. Throws BAD_INPUT where there is none.
 */
export async function withdrawConfirmations(
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  draft: ConfirmationDraft,
): Promise<void> {
  const at = await takeLock(context, transaction);
  const { entity, attribute, department, reason } = draft;
  const known = (await transaction.run(listConfirmationsOfKey, { key: valueKey(draft) })).filter(
    (one) => one.entities.includes(entity) && (department === null || one.department === department),
  );
  if (known.length === 0)
    throw new JingweiError('BAD_INPUT', { reason: 'nobody confirmed that value', argument: 'value' });
  for (const { id, kind, mentions } of known) {
    await transaction.run(withdrawConfirmation, { id, at, by: context.by, reason });
    const subjects = [id, entity, ...mentions];
    const body = { kind, attribute, department };
    log.push(describeStep(context, { step: 'confirmation-withdrawn', subjects, body, reason }));
  }
}

/** Mentions of the entity that state the value, or are to; of what an owner says of his own statements only those. */
function findStating(
  { stating }: StatingMembers,
  draft: ConfirmationDraft,
  { datasets }: DatasetCatalogue,
): readonly MentionId[] {
  const key = valueKey(draft);
  const { department, announcedIn } = draft;
  const isOfAll = department === null || announcedIn !== undefined;
  return stating
    .filter(
      (member) =>
        announcedIn?.includes(member.id) === true ||
        ((isOfAll || datasets.get(member.dataset)?.department.id === department) && doesState(member, key)),
    )
    .map(({ id }) => id);
}
