import type { EntryDraft } from '../chain/entry.ts';
import { JingweiError } from '../errors.ts';
import { changeJudgement } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { fromDateTime, toDateTime } from '../graph/values.ts';
import { takeLock } from '../intake/apply-batch.ts';
import { findContrary, toConflict } from './contrary.ts';
import { describeDecision } from './decision-log.ts';
import { readJudged } from './judged-mentions.ts';
import type { JudgementModel } from './judgement.ts';
import { getJudgement } from './judgement-store.ts';
import { obey } from './obey.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { noteFindings, settleItems } from './review/note-items.ts';
import { approveRevocation } from './revoke.ts';

type Step = (
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  id: string,
) => Promise<unknown>;

/**
 * A second person lets a judgement that waits come into force, or one be revoked. Throws NOT_FOUND, JUDGEMENT_STATE,
 * SECOND_REVIEWER, EVIDENCE_CHANGED where a mention says something else by now, JUDGEMENT_BLOCKED.
 */
export const approve: Step = async (context, transaction, log, id) => {
  const judgement = await getWaiting(context, transaction, id, 'approved');
  if (judgement.endingBy !== null) return approveRevocation(context, transaction, log, judgement);
  const at = fromDateTime(await takeLock(context, transaction));
  const mentions = await readJudged(transaction, judgement);
  const contradicts = await findContrary(transaction, id, judgement);
  const state = contradicts.length > 0 ? 'CONTESTED' : 'LIVE';
  const properties = { state, contradicts, approvedBy: context.by, approvedAt: toDateTime(at) };
  await transaction.run(changeJudgement, { id, properties });
  const { effect } = state === 'LIVE' ? await obey(context, transaction, at, judgement, mentions) : judgement;
  if (state === 'CONTESTED') await noteFindings(transaction, at, [toConflict(judgement)]);
  await settleItems(transaction, { mentions: [...judgement.left, ...judgement.right], judgement: id });
  log.push(
    describeDecision(context, 'approved', { ...judgement, state, contradicts, effect }, judgement.reason),
  );
  return effect;
};

/** A second person turns down what waits for one. Throws NOT_FOUND, JUDGEMENT_STATE, SECOND_REVIEWER. */
export function decline(reason: string): Step {
  return async (context, transaction, log, id) => {
    const at = fromDateTime(await takeLock(context, transaction));
    const judgement = await getWaiting(context, transaction, id, 'declined');
    const over = { state: 'DECLINED', endedBy: context.by, endedAt: toDateTime(at), endReason: reason };
    const properties = judgement.endingBy === null ? over : { endingBy: null, endingReason: null };
    await transaction.run(changeJudgement, { id, properties });
    const state = judgement.endingBy === null ? 'DECLINED' : judgement.state;
    log.push(describeDecision(context, 'declined', { ...judgement, state }, reason));
  };
}

async function getWaiting(
  { by }: ReconcileContext,
  transaction: Transaction,
  id: string,
  action: string,
): Promise<JudgementModel> {
  const judgement = await getJudgement(transaction, id);
  const waits = judgement.state === 'WAITING' || judgement.endingBy !== null;
  if (!waits) throw new JingweiError('JUDGEMENT_STATE', { id, state: judgement.state.toLowerCase(), action });
  if (by === (judgement.endingBy ?? judgement.by)) throw new JingweiError('SECOND_REVIEWER', { id });
  return judgement;
}
