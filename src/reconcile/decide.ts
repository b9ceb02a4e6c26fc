import type { EntryDraft } from '../chain/entry.ts';
import { JingweiError } from '../errors.ts';
import { changeJudgement, readEntityEnds } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { toDateTime } from '../graph/values.ts';
import { digest, type EntityId, type JudgementId, type MentionId } from '../ids.ts';
import { decideIdentity, type IdentityQuestion } from '../resolve/decide-identity.ts';
import { countEntityEvents } from '../resolve/entity-events.ts';
import type { IdentityChange } from '../resolve/identity-change.ts';
import type { Judged } from '../resolve/judgements/judged.ts';
import { findContradiction } from '../resolve/judgements/judged-classes.ts';
import { JudgementReader } from '../resolve/judgements/judgement-reader.ts';
import { type Resolvable, readSomeResolvable } from '../resolve/matching/resolvable.ts';
import { DecisionBatch, type NewJudgement, type SaidBefore } from './decision-batch.ts';
import { describeDecision } from './decision-log.ts';
import { JudgedMatcher } from './judged-matcher.ts';
import {
  digestEvidence,
  type Effect,
  type JudgementDraft,
  type JudgementModel,
  type JudgementState,
  judgementKey,
  NO_EFFECT,
} from './judgement.ts';
import { getJudgement } from './judgement-store.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { closeItems, noteFindings, settleItems } from './review/note-items.ts';
import type { Finding } from './review/review-item.ts';

/** What became of a decision. */
export interface Decided {
  readonly id: JudgementId;
  readonly state: JudgementState;
  /** Whether the very same was decided before and stands: then nothing was done. */
  readonly repeated: boolean;
  readonly contradicts: readonly string[];
  readonly effect: Effect;
}

/** Mentions of the entities that one decision may move: more would hold everybody else up. */
const MOST_MOVED = 10_000;

/** A decision that may be carried out. */
export type CarryOut = () => Promise<Decided>;

/**
 * Takes a judgement in, within a transaction, and obeys it: unless others in force say the contrary (then it is kept, CONTESTED,
 * and nothing moves) or it has to wait for a second person. The same again changes nothing. Throws as {@link prepare}.
 */
export async function decide(
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  draft: JudgementDraft,
): Promise<Decided> {
  const batch = new DecisionBatch(context, transaction);
  const carryOut = await prepare(context, transaction, log, draft, batch);
  const decided = await carryOut();
  await batch.finish();
  return decided;
}

/**
 * Finds out whether a judgement can be taken in. Whatever refuses it is thrown here, before anything is written:
 * NOT_FOUND, BAD_INPUT, EVIDENCE_CHANGED, LIMIT_EXCEEDED.
 */
export async function prepare(
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  draft: JudgementDraft,
  batch: DecisionBatch,
): Promise<CarryOut> {
  const at = await batch.at();
  const ids = mentionsOf(draft);
  const mentions = requireJudgeable(draft, await batch.mentions(ids));
  const key = judgementKey(draft);
  const known = await batch.saidBefore(key);
  const standing = known.find(({ state }) => state === 'LIVE' || state === 'WAITING');
  if (standing !== undefined)
    return async () => {
      await reaffirm(context, transaction, log, standing, { draft, mentions, batch });
      return repeated(standing.id, standing.state === 'LIVE' ? 'LIVE' : 'WAITING', []);
    };
  const id = `j_${digest(key, at)}` as JudgementId;
  const contradicts = contraryOf(await batch.judged(ids), id, draft);
  const contested = known.find(({ state }) => state === 'CONTESTED');
  if (contradicts.length > 0 && contested !== undefined)
    return async () => repeated(contested.id, 'CONTESTED', contradicts);
  const kind = kindOf(mentions);
  const changing = findChanging(draft, mentions);
  const size = await countMentions(transaction, changing);
  if (size > MOST_MOVED)
    throw new JingweiError('LIMIT_EXCEEDED', { what: 'The number of mentions to move', limit: MOST_MOVED });
  const waits =
    contradicts.length === 0 && draft.verdict !== 'UNSURE' && isLarge(context.settings.reconcile, kind, size);
  const state: JudgementState = contradicts.length > 0 ? 'CONTESTED' : waits ? 'WAITING' : 'LIVE';
  const judgement = {
    ...{ id, state, contradicts, kind, effect: NO_EFFECT },
    ...{ act: draft.act, verdict: draft.verdict, left: draft.left, right: draft.right },
    models: await batch.models(kind),
    evidence: digestEvidence(toEvidence(mentions)),
  };
  return async () => {
    batch.note(draft, judgement, toNewJudgement(context, at, key, judgement, draft.reason));
    // What follows reads it from the graph.
    if (contested !== undefined || changing.size > 0 || state === 'CONTESTED') await batch.write();
    if (contested !== undefined) await takeUp(context, transaction, at, { contested: contested.id, by: id });
    if (contested !== undefined) batch.change(key, { id: contested.id, state: 'REVOKED' });
    const { effect, moves } =
      state === 'LIVE' ? await obey(context, transaction, at, judgement, mentions) : UNMOVED;
    batch.noteMoves(moves);
    log.push(describeDecision(context, 'made', { ...judgement, effect }, draft.reason));
    if (state === 'CONTESTED') await noteFindings(transaction, at, [toConflict(judgement)]);
    batch.settle(ids);
    return { id, state, repeated: false, contradicts, effect };
  };
}

function repeated(id: JudgementId, state: JudgementState, contradicts: readonly string[]): Decided {
  return { id, state, repeated: true, contradicts, effect: NO_EFFECT };
}

/** What was contested is over once another one says the same and is not. */
async function takeUp(
  context: ReconcileContext,
  transaction: Transaction,
  at: string,
  { contested, by }: { readonly contested: JudgementId; readonly by: JudgementId },
): Promise<void> {
  const properties = { state: 'REVOKED', endedBy: context.by, endedAt: toDateTime(at), endReason: by };
  await transaction.run(changeJudgement, { id: contested, properties });
  await settleItems(transaction, { mentions: [], judgement: contested });
}

/** Mentions that some entities are made of. */
export async function countMentions(
  transaction: Transaction,
  entities: ReadonlySet<EntityId>,
): Promise<number> {
  if (entities.size === 0) return 0;
  const rows = await transaction.run(readEntityEnds, { ids: [...entities] });
  return rows.reduce((sum, { evidence }) => sum + evidence, 0);
}

/** Whoever gives a judgement again although a mention says something else by now stands by it: that is a decision too. */
async function reaffirm(
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  { id, ...standing }: SaidBefore,
  {
    draft,
    mentions,
    batch,
  }: {
    readonly draft: JudgementDraft;
    readonly mentions: readonly Resolvable[];
    readonly batch: DecisionBatch;
  },
): Promise<void> {
  const evidence = digestEvidence(toEvidence(mentions));
  if (standing.evidence === evidence || standing.state !== 'LIVE') return;
  const judgement = await getJudgement(transaction, id);
  batch.change(judgementKey(draft), { id, evidence });
  await transaction.run(changeJudgement, { id, properties: { evidence: [evidence] } });
  log.push(describeDecision(context, 'reaffirmed', { ...judgement, evidence }, draft.reason));
  await closeItems(transaction, id);
}

/** What others deny waits for a person. */
export function toConflict({ id, left, right }: Pick<JudgementModel, 'id' | 'left' | 'right'>): Finding {
  return { kind: 'CONFLICT', reason: 'contested', left, right, bits: null, judgement: id };
}

/** The mentions of a decision as they stand. Throws NOT_FOUND, BAD_INPUT, EVIDENCE_CHANGED. */
export async function readJudged(
  transaction: Transaction,
  draft: Pick<JudgementDraft, 'left' | 'right' | 'evidence'>,
): Promise<readonly Resolvable[]> {
  return requireJudgeable(draft, await readSomeResolvable(transaction, mentionsOf(draft)));
}

function mentionsOf({ left, right }: Pick<JudgementDraft, 'left' | 'right'>): readonly MentionId[] {
  return [...new Set([...left, ...right])];
}

/** Throws NOT_FOUND, BAD_INPUT, EVIDENCE_CHANGED. */
function requireJudgeable(
  { evidence, ...sides }: Pick<JudgementDraft, 'left' | 'right' | 'evidence'>,
  mentions: readonly Resolvable[],
): readonly Resolvable[] {
  const ids = mentionsOf(sides);
  const found = new Set(mentions.map(({ identity }) => identity.id));
  const missing = ids.find((id) => !found.has(id));
  if (missing !== undefined)
    throw new JingweiError('NOT_FOUND', { kind: 'mention that stands', id: missing });
  const other = mentions.find(({ identity }) => identity.kind !== mentions[0]?.identity.kind);
  if (other !== undefined)
    throw new JingweiError('BAD_INPUT', { reason: 'they are not of one kind', argument: 'b' });
  if (evidence != null && evidence !== digestEvidence(toEvidence(mentions)))
    throw new JingweiError('EVIDENCE_CHANGED', { id: ids.slice(0, 2).join(' or ') });
  return mentions;
}

/** Judgements in force that together say the contrary. */
export async function findContrary(
  transaction: Transaction,
  id: string,
  draft: Pick<JudgementDraft, 'verdict' | 'left' | 'right'>,
): Promise<readonly string[]> {
  const reader = new JudgementReader(transaction);
  await reader.read(mentionsOf(draft));
  return contraryOf(reader.judged, id, draft);
}

function contraryOf(
  judged: readonly Judged[],
  id: string,
  { verdict, left, right }: Pick<JudgementDraft, 'verdict' | 'left' | 'right'>,
): readonly string[] {
  return verdict === 'UNSURE' ? [] : (findContradiction(judged, { id, verdict, left, right }) ?? []);
}

/** What obeying a judgement changed. */
interface Obeyed {
  readonly effect: Effect;
  readonly moves: IdentityChange['moves'];
}

const UNMOVED: Obeyed = { effect: NO_EFFECT, moves: new Map() };

/** Moves what a judgement that came into force moves, and notes on it how much that was. */
export async function obey(
  context: ReconcileContext,
  transaction: Transaction,
  at: string,
  judgement: Pick<JudgementModel, 'id' | 'verdict' | 'left' | 'right'>,
  mentions: readonly Resolvable[],
): Promise<Obeyed> {
  const affected = findChanging(judgement, mentions);
  if (affected.size === 0) return UNMOVED;
  const identity = await moveMentions(context, transaction, {
    cause: { delivery: judgement.id, batch: 0, at },
    affected,
    matcher: new JudgedMatcher(transaction),
  });
  requireObeyed(judgement, mentions, identity);
  const effect = effectOf(identity);
  await transaction.run(changeJudgement, { id: judgement.id, properties: toCounts(effect) });
  return { effect, moves: identity.moves };
}

interface Movement extends Pick<IdentityQuestion, 'affected' | 'matcher' | 'restored'> {
  readonly cause: Pick<IdentityChange, 'delivery' | 'batch' | 'at'>;
}

/** Decides anew who the mentions of some entities are, and tells the later stages. */
export async function moveMentions(
  { onIdentity }: ReconcileContext,
  transaction: Transaction,
  { cause, ...question }: Movement,
): Promise<IdentityChange> {
  const identity = await decideIdentity(transaction, cause, {
    fresh: [],
    identified: [],
    unidentified: [],
    ended: new Map(),
    restated: new Set(),
    ...question,
  });
  await onIdentity(transaction, identity);
  return identity;
}

export function effectOf(identity: IdentityChange): Effect {
  const { created, merged, split } = countEntityEvents(identity);
  return { created, merged, split, moved: identity.moves.size };
}

/** Entities that a judgement merges or divides: none where it says what is so already. */
function findChanging(
  { verdict, left, right }: Pick<JudgementDraft, 'verdict' | 'left' | 'right'>,
  mentions: readonly Resolvable[],
): ReadonlySet<EntityId> {
  const entityOf = entitiesOf(mentions);
  const ofSide = (side: readonly MentionId[]): ReadonlySet<EntityId> =>
    new Set(side.flatMap((id) => entityOf.get(id) ?? []));
  const [ours, theirs] = [ofSide(left), ofSide(right)];
  switch (verdict) {
    case 'SAME': {
      const all = new Set([...ours, ...theirs]);
      return all.size > 1 ? all : new Set();
    }
    case 'DIFFERENT':
      return new Set([...ours].filter((entity) => theirs.has(entity)));
    case 'UNSURE':
      return new Set();
  }
}

function entitiesOf(mentions: readonly Resolvable[]): ReadonlyMap<MentionId, EntityId> {
  return new Map(
    mentions.flatMap(({ identity: { id, prior } }) => (prior === null ? [] : [[id, prior] as const])),
  );
}

/** A judgement that is in force and not obeyed must never be written. */
function requireObeyed(
  { verdict, left, right }: Pick<JudgementDraft, 'verdict' | 'left' | 'right'>,
  mentions: readonly Resolvable[],
  { moves }: IdentityChange,
): void {
  const before = entitiesOf(mentions);
  const now = (id: MentionId): EntityId | null => moves.get(id)?.after ?? before.get(id) ?? null;
  const [ours, theirs] = [new Set(left.map(now)), new Set(right.map(now))];
  const isObeyed =
    verdict === 'SAME'
      ? new Set([...ours, ...theirs]).size === 1
      : ![...ours].some((entity) => theirs.has(entity));
  if (!isObeyed) throw new Error('Identity does not obey a judgement');
}

/** Whether what changes entities of a kind, of so many mentions together, has to wait for a second person. */
export function isLarge(
  { secondPersonSize, secondPersonKinds }: ReconcileContext['settings']['reconcile'],
  kind: JudgementModel['kind'],
  size: number,
): boolean {
  return secondPersonKinds.includes(kind) || size > secondPersonSize;
}

function kindOf(mentions: readonly Resolvable[]): JudgementModel['kind'] {
  const kind = mentions[0]?.identity.kind;
  if (kind === undefined) throw new Error('A decision is about mentions');
  return kind;
}

export function toEvidence(
  mentions: readonly Resolvable[],
): readonly { readonly id: string; readonly hash: string }[] {
  return mentions.map(({ identity, hash }) => ({ id: identity.id, hash }));
}

type Stored = Pick<
  JudgementModel,
  'id' | 'act' | 'verdict' | 'state' | 'kind' | 'left' | 'right' | 'models' | 'evidence' | 'contradicts'
>;

function toNewJudgement(
  { by }: ReconcileContext,
  at: string,
  key: string,
  { left, right, evidence, ...judgement }: Stored,
  reason: string,
): NewJudgement {
  const { id, act, verdict, state, kind, models, contradicts } = judgement;
  return {
    properties: {
      ...{ id, key, act, verdict, state, kind, models, contradicts, reason, by },
      ...{ at: toDateTime(at), evidence: [evidence] },
      ...toCounts(NO_EFFECT),
    },
    mentions: [
      ...left.map((mention) => ({ id: mention, isRight: false })),
      ...right.map((mention) => ({ id: mention, isRight: true })),
    ],
  };
}

function toCounts({ created, merged, split, moved }: Effect) {
  return {
    created: BigInt(created),
    merged: BigInt(merged),
    split: BigInt(split),
    moved: BigInt(moved),
  };
}
