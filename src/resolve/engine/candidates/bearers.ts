import { findScheme, isSound } from '../../../standardise/schemes.ts';
import type { EngineMention } from '../mention.ts';

/** A mention that bears a number of which a thing has only one in its life. */
export interface Bearer {
  readonly place: number;
  readonly number: string;
  /** Of all that bear the number it says most: where two things are two for their numbers, it speaks for its own. */
  readonly speaks: boolean;
}

/**
 * The mentions that bear a sound number of the scheme that most of them bear, of those that a thing bears one of in its life.
 * Two of different numbers are never one, so that one of each is enough to see how alike the two things are; and all of one
 * number count once where it is asked how common something is.
 */
export function findBearers(mentions: readonly EngineMention[]): readonly Bearer[] {
  const schemes = new Map<string, number>();
  const numbersOf = mentions.map((mention) => {
    const numbers = exclusiveNumbers(mention);
    for (const [scheme] of numbers) schemes.set(scheme, (schemes.get(scheme) ?? 0) + 1);
    return numbers;
  });
  const [most] = [...schemes].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  if (most === undefined) return [];
  const spokesmen = new Map<string, { readonly place: number; readonly says: number }>();
  const borne: { readonly place: number; readonly number: string }[] = [];
  numbersOf.forEach((numbers, place) => {
    const [number, ...others] = new Set(
      numbers.flatMap(([scheme, one]) => (scheme === most[0] ? [one] : [])),
    );
    // Who bears two stands for neither.
    if (number === undefined || others.length > 0) return;
    const says = mentions[place]?.attributes.length ?? 0;
    if (says > (spokesmen.get(number)?.says ?? -1)) spokesmen.set(number, { place, says });
    borne.push({ place, number });
  });
  return borne.map(({ place, number }) => ({
    place,
    number,
    speaks: spokesmen.get(number)?.place === place,
  }));
}

/** Only a scheme with a check digit shows that a number is sound, so that a slip of the pen shows nothing. */
export function exclusiveNumbers({ attributes }: EngineMention): readonly (readonly [string, string])[] {
  return attributes.flatMap(({ scheme, value, flags }) => {
    if (scheme === undefined || !isSound(flags)) return [];
    const rule = findScheme(scheme);
    return rule?.exclusive && rule.checked ? [[scheme, value] as const] : [];
  });
}
