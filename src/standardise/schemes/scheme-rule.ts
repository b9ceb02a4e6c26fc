import type { StandardValue, ValueFlag } from '../value.ts';

/** What a scheme makes of an identifier's text. */
export type SchemeResult = Pick<StandardValue, 'value' | 'flags' | 'parts'>;

/** One scheme of identifiers: how it is cleaned, and what sharing one says about two mentions. */
export interface SchemeRule {
  readonly name: string;
  /** Whether one identifier means one entity for ever, while it is issued (a plate), or not at all. */
  readonly identifies: 'for-good' | 'for-a-period' | 'no';
  /** Whether a thing bears only one of the scheme in its life: two different ones are two things. */
  readonly exclusive: boolean;
  /** Whether it has a check digit, so that a valid one is no slip of the pen. */
  readonly checked: boolean;
  /** Kinds of entity that may bear it. */
  readonly entityKinds: readonly ('Person' | 'Organization' | 'Thing' | 'Place' | 'Event')[];
  standardise(text: string): SchemeResult;
}

/** Flags, or none when `ok`. */
export function flagUnless(ok: boolean, flag: ValueFlag): readonly ValueFlag[] {
  return ok ? [] : [flag];
}
