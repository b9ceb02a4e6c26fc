import type { Context } from '../../context.ts';
import { readJudgements } from '../../generated/statements.ts';
import type { IdentityMention } from '../identity-claim.ts';
import { JudgedClasses } from '../judgements/judged-classes.ts';
import { toJudged } from '../judgements/judgement-reader.ts';

/** Whether people judged mentions of one thing and mentions of another to be two, by what they said of these themselves. */
export async function areJudgedApart(
  { graph, signal }: Context,
  ours: readonly IdentityMention[],
  theirs: readonly IdentityMention[],
): Promise<boolean> {
  const mentions = [...ours, ...theirs].map(({ id }) => id);
  const rows = await graph.read(readJudgements, { mentions }, { signal });
  const classes = new JudgedClasses(rows.map(toJudged));
  const apart = new Set(ours.flatMap(({ id }) => [...classes.apartFrom(id)]));
  return theirs.some(({ id }) => apart.has(classes.classOf(id)));
}
