import { z } from 'zod';
import { DECLARABLE_ENCODINGS } from '../readers/encoding.ts';
import { findNearest } from './nearest-word.ts';
import type { ContractProblem } from './problem.ts';
import type { YamlSource } from './yaml-source.ts';

const share = z.number('must be a number from 0 to 1').min(0).max(1);

/** The custom properties that Jingwei reads: what the standard has no word for. */
const SHAPES = {
  encoding: z.enum(DECLARABLE_ENCODINGS, `must be one of ${DECLARABLE_ENCODINGS.join(', ')}`),
  sheet: z.string(),
  timeZone: z.string().refine(isTimeZone, 'is not a time zone of the IANA list'),
  calendar: z.enum(['gregorian', 'roc'], 'must be gregorian or roc'),
  coordinateSystem: z.enum(['WGS-84', 'GCJ-02', 'BD-09'], 'must be one of WGS-84, GCJ-02, BD-09'),
  region: z.enum(['CN', 'TW'], 'must be CN or TW'),
  sharing: z.enum(['open', 'conditional', 'closed'], 'must be one of open, conditional, closed'),
  derivedFrom: z.union([z.string(), z.array(z.string())]),
  maxEndedShare: share,
  maxQuarantinedShare: share,
} as const;

type Name = keyof typeof SHAPES;
type Raw = { [K in Name]?: z.infer<(typeof SHAPES)[K]> };
export type CustomProperties = Readonly<
  Required<Omit<Raw, 'sheet' | 'coordinateSystem' | 'derivedFrom'>> & {
    sheet: string | null;
    coordinateSystem: NonNullable<Raw['coordinateSystem']> | null;
    derivedFrom: readonly string[];
  }
>;

const NAMES = Object.keys(SHAPES);
const isName = (name: string): name is Name => name in SHAPES;

/** Reads the custom properties, fills in the documented defaults and reports what is unusable or misspelt. */
export function parseCustomProperties(
  entries: readonly { readonly property: string; readonly value?: unknown }[],
  source: YamlSource,
  problems: ContractProblem[],
): CustomProperties {
  const raw: Raw = {};
  entries.forEach(({ property, value }, index) => {
    if (!isName(property)) {
      const meant = findNearest(property, NAMES);
      // Departments may keep properties of their own; only what looks like one of ours is a mistake.
      if (meant !== undefined) {
        problems.push(
          source.problem(['customProperties', index, 'property'], `${property}: did you mean ${meant}?`),
        );
      }
      return;
    }
    const parsed = SHAPES[property].safeParse(value);
    if (parsed.success) Object.assign(raw, { [property]: parsed.data });
    else {
      const reason = parsed.error.issues[0]?.message ?? 'is not usable';
      problems.push(source.problem(['customProperties', index, 'value'], `${property} ${reason}`));
    }
  });
  const region = raw.region ?? 'CN';
  return {
    encoding: raw.encoding ?? 'UTF-8',
    sheet: raw.sheet ?? null,
    // Both regions have one civil time.
    timeZone: raw.timeZone ?? (region === 'TW' ? 'Asia/Taipei' : 'Asia/Shanghai'),
    calendar: raw.calendar ?? 'gregorian',
    coordinateSystem: raw.coordinateSystem ?? null,
    region,
    sharing: raw.sharing ?? 'closed',
    derivedFrom: typeof raw.derivedFrom === 'string' ? [raw.derivedFrom] : (raw.derivedFrom ?? []),
    maxEndedShare: raw.maxEndedShare ?? 0.2,
    maxQuarantinedShare: raw.maxQuarantinedShare ?? 0.1,
  };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
