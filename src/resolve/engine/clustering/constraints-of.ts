import { findScheme, isSound } from '../../../standardise/schemes.ts';
import type { EngineMention } from '../mention.ts';
import type { Constraints } from './constraints.ts';

/**
 * What the mentions themselves forbid: two valid numbers of which a thing bears one in its life, and two records of a
 * source that never states an entity twice. Only a scheme with a check digit shows that a number is valid, so that a
 * slip of the pen forbids nothing.
 */
export function constraintsOf(mentions: readonly EngineMention[]): Constraints {
  return {
    same: [],
    different: [],
    exclusive: mentions.map(exclusiveValues),
    onceIn: mentions.map(({ once, source }) => (once ? source : undefined)),
  };
}

function exclusiveValues({ attributes }: EngineMention): ReadonlyMap<string, string> | undefined {
  let values: Map<string, string> | undefined;
  for (const { scheme, value, flags } of attributes) {
    if (scheme === undefined || !isSound(flags)) continue;
    const rule = findScheme(scheme);
    if (rule === undefined || !rule.exclusive || !rule.checked) continue;
    values ??= new Map();
    values.set(scheme, value);
  }
  return values;
}
