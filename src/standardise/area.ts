import { cleanText } from './clean-text.ts';
import { standardiseLocality } from './locality.ts';
import type { StandardiseOptions, StandardValue, ValueFlag } from './value.ts';

/** First digits of mainland division codes (GB/T 2260), regions 1 to 6 and those of Taiwan, Hong Kong and Macao. */
const REGION = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])/;

/**
 * An administrative area by code or by name. Mainland codes are filled up to six digits (`33` → `330000`); longer ones
 * (towns 9, villages 12) stay. A name is treated as a locality. Whether a code was in use in a year is a question to an
 * area history, not to the spelling.
 */
export function standardiseArea(original: string, options: StandardiseOptions): StandardValue | null {
  const clean = cleanText(original);
  if (!/^\d+$/.test(clean)) return standardiseLocality(original);
  if (/^0+$/.test(clean)) return { value: clean, original, flags: ['placeholder'], search: [] };
  if (options.region === 'TW') return { value: clean, original, flags: [], search: [] };
  const value = clean.length < 6 ? clean.padEnd(6, '0') : clean;
  const flags: ValueFlag[] = [];
  if (![2, 4, 6, 9, 12].includes(clean.length)) flags.push('invalid-format');
  else if (!REGION.test(value)) flags.push('unknown-area');
  return { value, original, flags, parts: { level: levelOf(value) }, search: [] };
}

function levelOf(code: string): string {
  if (code.length > 6) return code.length > 9 ? 'village' : 'town';
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'prefecture' : 'county';
}
