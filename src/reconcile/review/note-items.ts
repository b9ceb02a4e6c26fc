import {
  closeReviewItems,
  haveReviewItems,
  listFirstMentions,
  listItemsNotNoted,
  listOpenItemsOfJudgement,
  listOpenItemsOfMentions,
  listOutdatedJudgements,
  noteReviewItems,
  settleReviewItems,
} from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import { fromDateTime, toDateTime } from '../../graph/values.ts';
import { digest, type EntityId, type MentionId } from '../../ids.ts';
import type { BatchChange } from '../../intake/batch-change.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import type { IdentityChange } from '../../resolve/identity-change.ts';
import type { Attention } from '../../resolve/matching/decide-groups.ts';
import { readSomeResolvable } from '../../resolve/matching/resolvable.ts';
import { type Finding, type ReviewKind, uncertaintyOf } from './review-item.ts';

const MOST_MENTIONS = 50;

/** Keeps the queue in step with a batch of a delivery. */
export async function reviewBatch(
  transaction: Transaction,
  change: BatchChange,
  identity: IdentityChange,
): Promise<void> {
  const changed = change.changed.map(({ after }) => after.id);
  const findings = [
    ...(await findOutdated(transaction, changed)),
    ...fromAttention(identity.attention),
    ...(await fromConflicts(transaction, identity.conflicts)),
  ];
  await keepUp(transaction, identity, findings, changed);
}

/** The same where a run or a person changed identity. */
export async function reviewIdentity(transaction: Transaction, identity: IdentityChange): Promise<void> {
  await keepUp(transaction, identity, [], []);
}

/** Notes findings as items, or the same items anew, and says what each is worth. */
export async function noteFindings(
  transaction: Transaction,
  at: string,
  findings: readonly Finding[],
): Promise<void> {
  if (findings.length === 0) return;
  const some = findings.map((finding) => ({
    ...finding,
    left: finding.left.slice(0, MOST_MENTIONS),
    right: finding.right.slice(0, MOST_MENTIONS),
  }));
  const ids = [...new Set(some.flatMap(({ left, right }) => [...left, ...right]))];
  const known = new Map(
    (await readSomeResolvable(transaction, ids)).map(({ identity }) => [identity.id, identity] as const),
  );
  const rows = some.flatMap((finding) => {
    const sides = [finding.left, finding.right].map((side) => side.flatMap((id) => known.get(id) ?? []));
    const [left = [], right = []] = sides;
    const first = left[0];
    if (first === undefined) return [];
    const attributes = new Set(
      [...left, ...right].flatMap(({ state }) => state.attributes.map(({ name }) => name)),
    );
    return [
      {
        id: itemId(finding),
        properties: {
          ...{ kind: finding.kind, reason: finding.reason, bits: finding.bits, judgement: finding.judgement },
          ...{ correction: finding.correction ?? null },
          ...{ uncertainty: uncertaintyOf(finding.bits), isPair: right.length > 0 },
          ...{ entityKind: first.kind, attributes: [...attributes].sort() },
        },
        mentions: [
          ...left.map(({ id }) => ({ id, isRight: false })),
          ...right.map(({ id }) => ({ id, isRight: true })),
        ],
      },
    ];
  });
  if (rows.length === 0) return;
  transaction.send(noteReviewItems, { at: toDateTime(at), rows });
  transaction.send(settleReviewItems, { ids: rows.map(({ id }) => id) });
}

/** Says of the items about some mentions, or about a judgement, what they are worth now and whether they are done. */
export async function settleItems(
  transaction: Transaction,
  about: { readonly mentions: readonly MentionId[]; readonly judgement?: string },
): Promise<void> {
  const { mentions, judgement } = about;
  const ofMentions =
    mentions.length === 0 ? [] : await transaction.run(listOpenItemsOfMentions, { mentions });
  const ofJudgement =
    judgement === undefined ? [] : await transaction.run(listOpenItemsOfJudgement, { judgement });
  const ids = [...new Set([...ofMentions, ...ofJudgement].map(({ id }) => id))];
  if (ids.length > 0) transaction.send(settleReviewItems, { ids });
}

/** Closes the items about a judgement. */
export async function closeItems(transaction: Transaction, judgement: string): Promise<void> {
  const rows = await transaction.run(listOpenItemsOfJudgement, { judgement });
  if (rows.length > 0) transaction.send(closeReviewItems, { ids: rows.map(({ id }) => id) });
}

/** What a run found, and no longer finds. `before`: an instant before anything of it was noted. */
export async function closeNotFound(
  transaction: Transaction,
  entityKind: EntityKind,
  before: string,
): Promise<number> {
  const limit = 1_000n;
  const rows = await transaction.run(listItemsNotNoted, { entityKind, before: toDateTime(before), limit });
  if (rows.length > 0) transaction.send(closeReviewItems, { ids: rows.map(({ id }) => id) });
  return rows.length;
}

/** What the machine would not decide, as far as a person can. */
export function fromAttention(attention: readonly Attention[]): readonly Finding[] {
  return attention.flatMap(({ reason, mentions, bits }): readonly Finding[] => {
    const kind = KIND_OF[reason];
    if (kind === null) return [];
    const [first, ...rest] = mentions;
    if (first === undefined) return [];
    const sides =
      reason === 'over-full' ? { left: mentions, right: [] } : { left: [first], right: rest.slice(0, 1) };
    return [{ kind, reason, ...sides, bits, judgement: null }];
  });
}

/** Null: decided already, by a person or by what a contract promises. */
const KIND_OF = {
  'weak-bridge': 'PROPOSAL',
  'exclusive-values': 'BROKEN',
  'over-full': 'BROKEN',
  'judged-different': null,
  'one-source': null,
} as const satisfies Record<Attention['reason'], ReviewKind | null>;

async function keepUp(
  transaction: Transaction,
  identity: IdentityChange,
  findings: readonly Finding[],
  changed: readonly MentionId[],
): Promise<void> {
  await noteFindings(transaction, identity.at, findings);
  if (!(await hasItems(transaction))) return;
  const noted = new Set(findings.map(itemId));
  if (changed.length > 0) {
    const rows = await transaction.run(listOpenItemsOfMentions, { mentions: changed });
    const stale = rows.filter(
      ({ id, kind, notedAt }) =>
        (kind === 'PROPOSAL' || kind === 'BROKEN') && !noted.has(id) && fromDateTime(notedAt) !== identity.at,
    );
    if (stale.length > 0) transaction.send(closeReviewItems, { ids: stale.map(({ id }) => id) });
    // What a department says now may end what was disputed.
    const disputed = rows.filter(({ kind }) => kind === 'DISPUTED');
    if (disputed.length > 0) transaction.send(settleReviewItems, { ids: disputed.map(({ id }) => id) });
  }
  await settleItems(transaction, { mentions: [...identity.moves.keys()] });
}

async function hasItems(transaction: Transaction): Promise<boolean> {
  return (await transaction.run(haveReviewItems, {}))[0]?.exist === true;
}

async function findOutdated(
  transaction: Transaction,
  changed: readonly MentionId[],
): Promise<readonly Finding[]> {
  if (changed.length === 0) return [];
  const rows = await transaction.run(listOutdatedJudgements, { mentions: changed });
  return rows.map(({ id, mentions }) => ({
    kind: 'OUTDATED',
    reason: 'evidence-changed',
    left: mentions.filter(({ isRight }) => !isRight).map((mention) => mention.id),
    right: mentions.filter(({ isRight }) => isRight).map((mention) => mention.id),
    bits: null,
    judgement: id,
  }));
}

/** An identifier asks for a join that another forbids. An entity that takes part as a whole is spoken for by a mention. */
async function fromConflicts(
  transaction: Transaction,
  conflicts: IdentityChange['conflicts'],
): Promise<readonly Finding[]> {
  const entities = conflicts.flatMap(({ between }) => between.filter(isEntity));
  const rows =
    entities.length === 0
      ? []
      : await transaction.run(listFirstMentions, { entities: [...new Set(entities)] });
  const first = new Map<string, MentionId>(rows.map(({ entity, mention }) => [entity, mention]));
  return conflicts.flatMap(({ between }): readonly Finding[] => {
    const [left, right] = between.map((id) => (isEntity(id) ? first.get(id) : id));
    if (left === undefined || right === undefined) return [];
    const sides = left < right ? { left: [left], right: [right] } : { left: [right], right: [left] };
    return [{ kind: 'BROKEN', reason: 'exclusive-values', ...sides, bits: null, judgement: null }];
  });
}

function isEntity(id: MentionId | EntityId): id is EntityId {
  return id.startsWith('e_');
}

function itemId({ kind, judgement, left, right }: Finding): string {
  return `w_${digest(kind, judgement ?? '', ...[left, right].map((side) => [...side].sort().join(' ')).sort())}`;
}
