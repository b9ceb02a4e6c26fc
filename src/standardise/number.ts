import { foldFullWidth, visibleText } from './clean-text.ts';
import { isPlaceholderText } from './placeholder.ts';
import type { StandardValue } from './value.ts';

const CURRENCY = /^(?:NT\$|US\$|RMB|CNY|TWD|[$¥￥€£￡])\s*|\s*(?:元|圓|圆|元整|圓整|圆整)$/giu;
const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

/**
 * A decimal number as its shortest text (`+01,234.50` gives `1234.5`, `1e3` gives `1000`). Digits stay text, so nothing is lost to
 * floating point. Currency signs around it are left out.
 */
export function standardiseNumber(original: string): StandardValue | null {
  const clean = foldFullWidth(visibleText(original));
  if (clean === '') return null;
  const match = NUMBER.exec(clean.replace(CURRENCY, '').replace(/−/g, '-'));
  const whole = match?.[2];
  const fraction = match?.[3];
  if (match === null || (whole === undefined && (fraction === undefined || fraction === ''))) {
    return {
      value: clean,
      original,
      flags: [isPlaceholderText(clean) ? 'placeholder' : 'invalid-format'],
      search: [],
    };
  }
  const magnitude = shifted((whole ?? '').replaceAll(',', ''), fraction ?? '', Number(match[4] ?? 0));
  const value = match[1] === '-' && magnitude !== '0' ? `-${magnitude}` : magnitude;
  return { value, original, flags: [], search: [] };
}

/** The digits with their point moved `places` to the right, without zeros that say nothing. */
function shifted(whole: string, fraction: string, places: number): string {
  const digits = '0'.repeat(Math.max(0, -places)) + whole + fraction + '0'.repeat(Math.max(0, places));
  const point = places < 0 ? whole.length : whole.length + places;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, '') || '0';
  const after = digits.slice(point).replace(/0+$/, '');
  return after === '' ? before : `${before}.${after}`;
}
