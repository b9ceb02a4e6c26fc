import type { EntryDraft } from '../chain/entry.ts';
import { changeJudgement } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { toDateTime } from '../graph/values.ts';
import type { JudgementId } from '../ids.ts';
import type { Resolvable } from '../resolve/matching/resolvable.ts';
import type { DecisionBatch, SaidBefore } from './decision-batch.ts';
import { describeDecision } from './decision-log.ts';
import { toEvidence } from './judged-mentions.ts';
import { digestEvidence, type JudgementDraft, judgementKey } from './judgement.ts';
import { getJudgement } from './judgement-store.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { closeItems, settleItems } from './review/note-items.ts';

/** Whoever gives a judgement again although a mention says something else by now stands by it: that is a decision too. */
export async function reaffirm(
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

/** What was contested is over once another one says the same and is not. */
export async function takeUp(
  context: ReconcileContext,
  transaction: Transaction,
  at: string,
  { contested, by }: { readonly contested: JudgementId; readonly by: JudgementId },
): Promise<void> {
  const properties = { state: 'REVOKED', endedBy: context.by, endedAt: toDateTime(at), endReason: by };
  await transaction.run(changeJudgement, { id: contested, properties });
  await settleItems(transaction, { mentions: [], judgement: contested });
}
