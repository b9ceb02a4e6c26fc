import type { EntryDraft } from '../chain/entry.ts';
import { JingweiError } from '../errors.ts';
import type { Transaction } from '../graph/graph.ts';
import { toDateTime } from '../graph/values.ts';
import { digest, type JudgementId } from '../ids.ts';
import { contraryOf, toConflict } from './contrary.ts';
import { DecisionBatch, type NewJudgement } from './decision-batch.ts';
import { describeDecision } from './decision-log.ts';
import { kindOf, mentionsOf, requireJudgeable, toEvidence } from './judged-mentions.ts';
import {
  digestEvidence,
  type Effect,
  type JudgementDraft,
  type JudgementModel,
  type JudgementState,
  judgementKey,
  NO_EFFECT,
  toCounts,
} from './judgement.ts';
import { findChanging, obey, UNMOVED } from './obey.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { noteFindings } from './review/note-items.ts';
import { reaffirm, takeUp } from './said-before.ts';
import { countMentions, isLarge } from './second-person.ts';

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
