import type { Transaction } from '../graph/graph.ts';
import type { Judged } from '../resolve/judgements/judged.ts';
import { findContradiction } from '../resolve/judgements/judged-classes.ts';
import { JudgementReader } from '../resolve/judgements/judgement-reader.ts';
import { mentionsOf } from './judged-mentions.ts';
import type { JudgementDraft, JudgementModel } from './judgement.ts';
import type { Finding } from './review/review-item.ts';

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

/** The same of judgements that were read before. */
export function contraryOf(
  judged: readonly Judged[],
  id: string,
  { verdict, left, right }: Pick<JudgementDraft, 'verdict' | 'left' | 'right'>,
): readonly string[] {
  return verdict === 'UNSURE' ? [] : (findContradiction(judged, { id, verdict, left, right }) ?? []);
}

/** What others deny waits for a person. */
export function toConflict({ id, left, right }: Pick<JudgementModel, 'id' | 'left' | 'right'>): Finding {
  return { kind: 'CONFLICT', reason: 'contested', left, right, bits: null, judgement: id };
}
