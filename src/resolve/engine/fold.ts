import { spanOfInstant } from './comparisons/instant-span.ts';
import { momentOf } from './comparisons/moment.ts';
import { isReissued } from './comparisons/reissued.ts';
import { hashToken } from './comparisons/token-hash.ts';
import type { EngineMention } from './mention.ts';

/** Mentions of which each says something that no other says, and which of them speaks for each mention. */
export interface Folded {
  readonly distinct: readonly EngineMention[];
  /** Per mention the place in `distinct` of the one that says the same. */
  readonly spokesman: Int32Array;
  /** Per distinct mention the first mention that says so. */
  readonly first: Int32Array;
}

/**
 * Folds mentions that say the very same, so that an employer of ten thousand is compared once and not with itself.
 * A source that states no entity twice means two things even then; so are two mentions of one record looked at each.
 */
export class Folding {
  readonly distinct: EngineMention[] = [];
  readonly #known = new Map<number, number>();

  /** The place in `distinct` of the mention that speaks for this one: its own where none said the same before. */
  add(mention: EngineMention): number {
    const own = this.distinct.length;
    if (mention.once || mention.together !== undefined) {
      this.distinct.push(mention);
      return own;
    }
    const signature = signatureOf(mention);
    const alike = this.#known.get(signature);
    const other = alike === undefined ? undefined : this.distinct[alike];
    if (alike !== undefined && other !== undefined && saysSame(mention, other)) return alike;
    this.distinct.push(mention);
    if (alike === undefined) this.#known.set(signature, own);
    return own;
  }
}

/** Folds all of some mentions. */
export function foldAlike(mentions: readonly EngineMention[]): Folded {
  const folding = new Folding();
  const first: number[] = [];
  const spokesman = Int32Array.from(mentions, (mention, place) => {
    const own = folding.add(mention);
    if (own === first.length) first.push(place);
    return own;
  });
  return { distinct: folding.distinct, spokesman, first: Int32Array.from(first) };
}

function signatureOf(mention: EngineMention): number {
  const { type, attributes, point } = mention;
  let [high, low] = [
    hashToken(`${type} ${tenureOf(mention)}`),
    point === undefined ? 0 : hashToken(`${point.longitude},${point.latitude}`),
  ];
  for (const attribute of attributes) {
    const said = hashToken(saidBy(attribute));
    high = Math.imul(high ^ said, 0x01000193);
    low = Math.imul(low ^ hashToken(attribute.name), 0x85ebca6b) ^ said;
  }
  return (high >>> 0) * 0x200000 + (low & 0x1fffff);
}

/**
 * When, of what is said at a time: the moment, for a mention of a person that gives no number of any kind; in years, for one with an age, or with a
 * number that is issued again, which at another time may be another thing's.
 */
function tenureOf(mention: EngineMention): string {
  const { attributes, validFrom = '', validTo = '' } = mention;
  const numbered = attributes.some(({ kind, flags }) => NUMBERS.has(kind) && flags === undefined);
  const moment = numbered ? null : momentOf(mention);
  if (moment !== null) return String(moment);
  return attributes.some(({ kind, scheme }) => kind === 'age' || isReissued(scheme))
    ? `${validFrom.slice(0, 4)}/${validTo.slice(0, 4)}`
    : '';
}

const NUMBERS: ReadonlySet<string> = new Set(['identifier', 'phone', 'email']);

/**
 * The value; of an organisation the name as written, since its value leaves form and branch out; of an instant also the last minute that it
 * may be, since a month has the value of its first moment.
 */
function saidBy(attribute: EngineMention['attributes'][number]): string {
  const { kind, value, original } = attribute;
  if (kind === 'instant') return `${value}/${spanOfInstant(attribute)?.last ?? ''}`;
  return kind === 'organization-name' || kind === 'name' ? original : value;
}

function saysSame(one: EngineMention, other: EngineMention): boolean {
  return (
    one.type === other.type &&
    tenureOf(one) === tenureOf(other) &&
    one.point?.longitude === other.point?.longitude &&
    one.point?.latitude === other.point?.latitude &&
    one.attributes.length === other.attributes.length &&
    one.attributes.every((attribute, at) => {
      const theirs = other.attributes[at];
      return (
        theirs !== undefined &&
        attribute.name === theirs.name &&
        saidBy(attribute) === saidBy(theirs) &&
        attribute.scheme === theirs.scheme &&
        attribute.from === theirs.from &&
        attribute.to === theirs.to &&
        String(attribute.flags) === String(theirs.flags)
      );
    })
  );
}
