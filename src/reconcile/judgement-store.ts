import type { ReadContext } from '../access/access.ts';
import { JingweiError } from '../errors.ts';
import { findJudgements, readJudgement } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { type JudgementModel, toJudgement } from './judgement.ts';

/** A judgement, for what decides about it. Throws NOT_FOUND. */
export async function getJudgement(transaction: Transaction, id: string): Promise<JudgementModel> {
  const [row] = await transaction.run(readJudgement, { id });
  if (row === undefined) throw new JingweiError('NOT_FOUND', { kind: 'judgement', id });
  return toJudgement(row);
}

/** Some judgements as far as the caller may know of them. */
export async function findJudgementsOf(
  context: ReadContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, JudgementModel>> {
  const rows = await context.graph.read(
    findJudgements,
    { ids, sight: context.access.decision.sight },
    { signal: context.signal },
  );
  return new Map(rows.map((row) => [row.id, toJudgement(row)]));
}
