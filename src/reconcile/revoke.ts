import type { EntryDraft } from '../chain/entry.ts';
import { JingweiError } from '../errors.ts';
import {
  changeJudgement,
  listMovesOfJudgement,
  listNewcomers,
  readEntityEnds,
  readMembers,
  returnRedirects,
} from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { fromDateTime, toDateTime } from '../graph/values.ts';
import { causeOf, type EntityId, type MentionId } from '../ids.ts';
import { takeLock } from '../intake/apply-batch.ts';
import { logRedirects, type Redirect } from '../resolve/identity-log.ts';
import { JudgedClasses } from '../resolve/judgements/judged-classes.ts';
import { JudgementReader } from '../resolve/judgements/judgement-reader.ts';
import { describeDecision } from './decision-log.ts';
import { JudgedMatcher } from './judged-matcher.ts';
import { type Effect, type JudgementModel, NO_EFFECT } from './judgement.ts';
import { getJudgement } from './judgement-store.ts';
import { effectOf, moveMentions } from './move-mentions.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { settleItems } from './review/note-items.ts';
import { countMentions, isLarge } from './second-person.ts';

/** What a judgement moved, and where that goes back to. */
interface Restoration {
  readonly affected: ReadonlySet<EntityId>;
  /** Where each of some mentions belongs; null: wherever what it shares identifiers with belongs. */
  readonly labels: ReadonlyMap<MentionId, EntityId | null>;
}

const NOTHING: Restoration = { affected: new Set(), labels: new Map() };

/**
 * Takes a judgement back, not only the last one: what it moved goes back to where it was, entities that it merged come
 * back under their ids, and whatever came since stays. Large ones wait for a second person.
 * Throws NOT_FOUND, JUDGEMENT_STATE, and JUDGEMENT_BLOCKED naming the later judgements that stand in the way.
 */
export async function revoke(
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<Effect> {
  const at = fromDateTime(await takeLock(context, transaction));
  const judgement = await getJudgement(transaction, id);
  if (judgement.state === 'REVOKED' || judgement.state === 'DECLINED' || judgement.endingBy !== null)
    throw new JingweiError('JUDGEMENT_STATE', { id, state: stateOf(judgement), action: 'revoked' });
  const restoration = judgement.state === 'LIVE' ? await planRestoration(transaction, judgement) : NOTHING;
  if (
    restoration.affected.size > 0 &&
    isLarge(
      context.settings.reconcile,
      judgement.kind,
      await countMentions(transaction, restoration.affected),
    )
  ) {
    const properties = { endingBy: context.by, endingReason: reason };
    await transaction.run(changeJudgement, { id, properties });
    log.push(describeDecision(context, 'asked-to-revoke', judgement, reason));
    return NO_EFFECT;
  }
  const asked = { endedBy: context.by, endApprovedBy: null };
  return end(context, transaction, log, { judgement, at, asked, reason, restoration });
}

/** Revokes what was asked to be revoked, once a second person agrees. Throws as {@link revoke}. */
export async function approveRevocation(
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  judgement: JudgementModel,
): Promise<Effect> {
  const at = fromDateTime(await takeLock(context, transaction));
  const restoration = await planRestoration(transaction, judgement);
  const asked = { endedBy: judgement.endingBy, endApprovedBy: context.by };
  const reason = judgement.endingReason ?? '';
  return end(context, transaction, log, { judgement, at, asked, reason, restoration });
}

function stateOf({ state, endingBy }: JudgementModel): string {
  return endingBy === null ? state.toLowerCase() : 'waiting to be revoked';
}

interface Ending {
  readonly judgement: JudgementModel;
  readonly at: string;
  /** Who asked for it, and the second person who agreed where that was needed. */
  readonly asked: Readonly<Record<'endedBy' | 'endApprovedBy', string | null>>;
  readonly reason: string;
  readonly restoration: Restoration;
}

async function end(
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  { judgement, at, asked, reason, restoration }: Ending,
): Promise<Effect> {
  const { id } = judgement;
  await transaction.run(changeJudgement, {
    id,
    properties: {
      ...{ state: 'REVOKED', ...asked, endedAt: toDateTime(at), endReason: reason },
      ...{ endingBy: null, endingReason: null },
    },
  });
  const effect = await restore(context, transaction, judgement, at, restoration);
  log.push(describeDecision(context, 'revoked', { ...judgement, state: 'REVOKED', effect }, reason));
  await settleItems(transaction, { mentions: [...judgement.left, ...judgement.right], judgement: id });
  return effect;
}

async function restore(
  context: ReconcileContext,
  transaction: Transaction,
  judgement: JudgementModel,
  at: string,
  { affected, labels }: Restoration,
): Promise<Effect> {
  if (affected.size === 0) return NO_EFFECT;
  const identity = await moveMentions(context, transaction, {
    cause: { delivery: judgement.id, batch: 1, at },
    affected,
    matcher: new JudgedMatcher(transaction, labels),
    restored: labels,
  });
  let back = identity.created.map(({ entity }) => entity);
  const survivors = [...affected];
  const returned: Redirect[] = [];
  while (back.length > 0) {
    const rows = await transaction.run(returnRedirects, { entities: back, survivors });
    returned.push(...rows);
    back = rows.map((row) => row.id);
  }
  logRedirects(transaction, { delivery: judgement.id, batch: 2, at }, returned);
  return effectOf(identity);
}

async function planRestoration(transaction: Transaction, judgement: JudgementModel): Promise<Restoration> {
  const moves = await transaction.run(listMovesOfJudgement, { id: judgement.id });
  const ids = moves.flatMap(({ before, after }) => (before === null ? [after] : [before, after]));
  const ends = new Map(
    (await transaction.run(readEntityEnds, { ids: [...new Set(ids)] })).map((row) => [row.id, row] as const),
  );
  const labels = new Map<MentionId, EntityId | null>();
  const affected = new Set<EntityId>();
  for (const { mention, before, after, current, decidedBy, at } of moves) {
    const whereTo = findWhereTo(before, ends, fromDateTime(at));
    // What something else has moved on since is no longer where this judgement put it; but a run decides under what it finds
    // judged, so that what it made of these mentions goes back with the judgement.
    const stillThere =
      current === after ||
      current === ends.get(after as EntityId)?.redirectTo ||
      (decidedBy !== null && causeOf(decidedBy).type === 'run');
    if (whereTo === null || current === null || !stillThere || whereTo === current) continue;
    labels.set(mention, whereTo);
    affected.add(current);
    if (ends.get(whereTo)?.endedAt === null) affected.add(whereTo);
  }
  const since = moves[0]?.at;
  if (affected.size === 0 || since === undefined) return NOTHING;
  for (const { mention } of await transaction.run(listNewcomers, { entities: [...affected], since }))
    if (!labels.has(mention)) labels.set(mention, null);
  await requireUnblocked(transaction, judgement, affected, labels);
  return { affected, labels };
}

type End = {
  readonly endedAt: Parameters<typeof fromDateTime>[0] | null;
  readonly redirectTo: EntityId | null;
};

/** The entity that a mention came from: as it was if this judgement ended it, else what became of it since. */
function findWhereTo(
  before: EntityId | null,
  ends: ReadonlyMap<string, End>,
  decidedAt: string,
): EntityId | null {
  if (before === null) return null;
  const end = ends.get(before);
  if (end === undefined) return null;
  if (end.endedAt === null || fromDateTime(end.endedAt) === decidedAt) return before;
  return end.redirectTo ?? before;
}

/** Throws JUDGEMENT_BLOCKED where judgements in force say the contrary of what is to be restored. */
async function requireUnblocked(
  transaction: Transaction,
  { id }: JudgementModel,
  affected: ReadonlySet<EntityId>,
  labels: Restoration['labels'],
): Promise<void> {
  const members = await transaction.run(readMembers, { entities: [...affected] });
  const reader = new JudgementReader(transaction);
  await reader.read(members.map((member) => member.id));
  const others = reader.judged.filter((judged) => judged.id !== id);
  const placeOf = new Map<MentionId, EntityId>();
  for (const member of members) {
    const label = labels.get(member.id);
    if (label !== null) placeOf.set(member.id, label ?? member.entity);
  }
  const later = new Set<string>();
  for (const judged of others) {
    const [left, right] = [judged.left, judged.right].map(
      (side) => new Set(side.flatMap((mention) => placeOf.get(mention) ?? [])),
    );
    if (left === undefined || right === undefined) continue;
    if (judged.verdict === 'SAME' && new Set([...left, ...right]).size > 1) later.add(judged.id);
    if (judged.verdict === 'DIFFERENT' && [...left].some((entity) => right.has(entity))) later.add(judged.id);
  }
  addTies(others, placeOf, later);
  if (later.size > 0)
    throw new JingweiError('JUDGEMENT_BLOCKED', { id, later: [...later].sort().join(', ') });
}

/** Mentions that would part may be tied by several judgements together, over some that no longer stand. */
function addTies(
  others: JudgementReader['judged'],
  placeOf: ReadonlyMap<MentionId, EntityId>,
  later: Set<string>,
): void {
  const same = others.filter(({ verdict }) => verdict === 'SAME');
  const classes = new JudgedClasses(same);
  for (const members of classes.classes().values()) {
    if (new Set(members.flatMap((mention) => placeOf.get(mention) ?? [])).size < 2) continue;
    const tied = new Set(members);
    for (const judged of same)
      if ([...judged.left, ...judged.right].some((mention) => tied.has(mention))) later.add(judged.id);
  }
}
