import { standardiseAddress } from './address/standardise-address.ts';
import { standardiseAge } from './age.ts';
import { standardiseArea } from './area.ts';
import { standardiseCode } from './code.ts';
import { standardiseDate } from './date.ts';
import { standardiseEmail } from './email.ts';
import { standardiseGender } from './gender.ts';
import { standardiseIdentifier } from './identifier.ts';
import { standardiseInstantValue } from './instant.ts';
import { standardiseLocality } from './locality.ts';
import { standardiseName } from './name.ts';
import { standardiseNumber } from './number.ts';
import { standardiseOrganizationName } from './organization-name.ts';
import { standardisePersonName } from './person-name.ts';
import { standardisePhone } from './phone.ts';
import { standardisePostcode } from './postcode.ts';
import { standardiseText } from './text.ts';
import type { AttributeKind, StandardiseOptions, StandardValue } from './value.ts';

/** What is said once about a kind of attribute. */
export interface KindRule {
  /** Whether one thing can have only one value of an attribute of this kind at a time: two at once are a discrepancy. */
  readonly oneAtATime: boolean;
  /** Whether standardising costs more than a look-up, so that results are cached. */
  readonly dear: boolean;
  /** The options that the result depends on, as text: the same key always means the same result. */
  optionsKey(options: StandardiseOptions): string;
  standardise(original: string, options: StandardiseOptions): StandardValue | null;
}

const nothing = (): string => '';
const byRegion = (options: StandardiseOptions): string => options.region;
const byTime = (options: StandardiseOptions): string => `${options.calendar}|${options.timeZone}`;
const byScheme = (options: StandardiseOptions): string => options.scheme ?? '';
const byList = (options: StandardiseOptions): string => options.list ?? '';

/** The registry of attribute kinds: how each is standardised and whether it is exclusive. */
export const KINDS: Readonly<Record<AttributeKind, KindRule>> = {
  'person-name': { oneAtATime: true, dear: true, optionsKey: nothing, standardise: standardisePersonName },
  'organization-name': {
    oneAtATime: true,
    dear: true,
    optionsKey: nothing,
    standardise: standardiseOrganizationName,
  },
  name: { oneAtATime: true, dear: true, optionsKey: nothing, standardise: standardiseName },
  identifier: { oneAtATime: true, dear: false, optionsKey: byScheme, standardise: standardiseIdentifier },
  date: { oneAtATime: true, dear: true, optionsKey: byTime, standardise: standardiseDate },
  instant: { oneAtATime: true, dear: false, optionsKey: byTime, standardise: standardiseInstantValue },
  phone: { oneAtATime: false, dear: true, optionsKey: byRegion, standardise: standardisePhone },
  email: { oneAtATime: false, dear: false, optionsKey: nothing, standardise: standardiseEmail },
  address: { oneAtATime: true, dear: true, optionsKey: byRegion, standardise: standardiseAddress },
  postcode: { oneAtATime: true, dear: false, optionsKey: byRegion, standardise: standardisePostcode },
  locality: { oneAtATime: true, dear: true, optionsKey: byRegion, standardise: standardiseLocality },
  area: { oneAtATime: true, dear: true, optionsKey: byRegion, standardise: standardiseArea },
  code: { oneAtATime: false, dear: true, optionsKey: byList, standardise: standardiseCode },
  gender: { oneAtATime: true, dear: false, optionsKey: nothing, standardise: standardiseGender },
  number: { oneAtATime: true, dear: false, optionsKey: nothing, standardise: standardiseNumber },
  // An age follows from a birth date and a day: two of them contradict nothing by themselves.
  age: { oneAtATime: false, dear: false, optionsKey: nothing, standardise: standardiseAge },
  text: { oneAtATime: false, dear: false, optionsKey: nothing, standardise: standardiseText },
};
