import { standardise } from '../standardise/standardise.ts';
import type { StandardiseOptions } from '../standardise/value.ts';

const NAME_KINDS = ['person-name', 'organization-name', 'name', 'address'] as const;
const OPTIONS: StandardiseOptions = { timeZone: 'UTC', calendar: 'gregorian', region: 'CN' };

/** Standard forms that a text has if it is a whole name: who bears exactly this one is found before all others. */
export function exactNames(text: string): readonly string[] {
  return [...new Set(NAME_KINDS.flatMap((kind) => standardise(kind, text, OPTIONS)?.value ?? []))];
}
