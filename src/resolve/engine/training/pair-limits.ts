import type { Comparison, Level } from '../comparisons/comparison.ts';
import { kindOf } from '../comparisons/plan.ts';
import { TWINS } from '../scoring/score-sql.ts';
import type { TrainingPairs } from './labelled-pairs.ts';
import type { RelativesBits } from './relatives.ts';

/**
 * The most that each pair may weigh, as `scoreSql` has it: what tells one person from relatives, and that twins, families and two
 * parts of one thing are two. What clusters teach would else be another thing than what they are made of.
 */
export function limitPairs(
  comparisons: readonly Comparison[],
  { left, levels }: TrainingPairs,
  relatives: RelativesBits | null,
): Float64Array {
  const signs = comparisons.map((comparison) => [undefined, ...kindOf(comparison).levels.map(twinsOf)]);
  const width = comparisons.length;
  return Float64Array.from(left, (_, pair) => {
    let bits = relatives?.start ?? Number.POSITIVE_INFINITY;
    let [two, kin, always] = [false, false, false];
    for (let at = 0; at < width; at++) {
      const level = levels[pair * width + at] ?? 0;
      if (relatives !== null) bits += relatives.levels[at]?.[level] ?? 0;
      const sign = signs[at]?.[level];
      if (sign === 'two') two = true;
      else if (sign === 'kin') kin = true;
      else if (sign === 'always') always = true;
    }
    return always || (two && kin) ? Math.min(bits, TWINS) : bits;
  });
}

const twinsOf = ({ twins }: Level): Level['twins'] => twins;
