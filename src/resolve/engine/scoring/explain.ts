import { ConstraintState, type Veto } from '../clustering/constraints.ts';
import { constraintsOf } from '../clustering/constraints-of.ts';
import type { EngineMention } from '../mention.ts';
import type { Model } from '../model.ts';
import type { Workspace } from '../sql/workspace.ts';
import { type PairScore, scorePairs } from './score-pairs.ts';

/** Why two mentions are taken for one entity, or are not. */
export interface Explanation extends Omit<PairScore, 'left' | 'right'> {
  /** What forbids that they are one, whatever they score. */
  readonly veto: Veto | null;
}

/** The waterfall of any two mentions of one kind, matched or not: the numbers that the engine itself decides by. */
export async function explain(
  workspace: Workspace,
  one: EngineMention,
  other: EngineMention,
  model: Model,
): Promise<Explanation> {
  // As in a run, the lower id stands left.
  const mentions = one.id <= other.id ? [one, other] : [other, one];
  const [score] = await scorePairs(workspace, mentions, [[0, 1]], model);
  if (score === undefined) throw new Error('A pair was not scored');
  const { left: _, right: __, ...waterfall } = score;
  return {
    ...waterfall,
    veto: new ConstraintState(constraintsOf(mentions), (mention) => mention).findVeto(0, 1),
  };
}
