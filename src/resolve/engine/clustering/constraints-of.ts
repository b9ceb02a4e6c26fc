import { exclusiveNumbers } from '../candidates/bearers.ts';
import type { EngineMention } from '../mention.ts';
import type { Constraints } from './constraints.ts';

/**
 * What the mentions themselves forbid: two valid numbers of which a thing bears one in its life, two types of event or
 * thing, and two records of a source that never states an entity twice. Only a scheme with a check digit shows that a number is valid, so that a
 * slip of the pen forbids nothing.
 */
export function constraintsOf(mentions: readonly EngineMention[]): Constraints {
  return {
    same: [],
    different: [],
    exclusive: shareAlike(mentions.map(exclusiveValues)),
    onceIn: mentions.map(({ once, source }) => (once ? source : undefined)),
  };
}

/** What the type of a mention is held under, beside numbers of schemes. */
export const TYPE = 'type';

function exclusiveValues(mention: EngineMention): ReadonlyMap<string, string> | undefined {
  const { kind, type } = mention;
  const ofType = type !== '' && (kind === 'Event' || kind === 'Thing') ? [[TYPE, type] as const] : [];
  const values = [...ofType, ...exclusiveNumbers(mention)];
  return values.length === 0 ? undefined : new Map(values);
}

/** Mentions that bear the same numbers share one map of them, since there are millions. */
function shareAlike(
  all: readonly (ReadonlyMap<string, string> | undefined)[],
): readonly (ReadonlyMap<string, string> | undefined)[] {
  const known = new Map<string, ReadonlyMap<string, string>>();
  return all.map((values) => {
    if (values === undefined) return undefined;
    const key = JSON.stringify([...values]);
    const shared = known.get(key) ?? values;
    known.set(key, shared);
    return shared;
  });
}
