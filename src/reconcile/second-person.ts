import { readEntityEnds } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import type { EntityId } from '../ids.ts';
import type { JudgementModel } from './judgement.ts';
import type { ReconcileContext } from './reconcile-context.ts';

/** Whether what changes entities of a kind, of so many mentions together, has to wait for a second person. */
export function isLarge(
  { secondPersonSize, secondPersonKinds }: ReconcileContext['settings']['reconcile'],
  kind: JudgementModel['kind'],
  size: number,
): boolean {
  return secondPersonKinds.includes(kind) || size > secondPersonSize;
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
