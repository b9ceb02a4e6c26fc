import { cleanText } from './clean-text.ts';
import { isPlaceholderText } from './placeholder.ts';
import type { StandardValue } from './value.ts';

const CURRENCY = /^(?:NT\$|US\$|RMB|CNY|TWD|[$¥¥€£])\s*|\s*(?:元|圓|圆|元整|圓整|圆整)$/giu;
const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?$/;

/**
 * A decimal number as its shortest text (`+01,234.50` gives `1234.5`). Digits stay text, so nothing is lost to
 * floating point. Currency signs around it are left out.
 */
export function standardiseNumber(original: string): StandardValue | null {
  const clean = cleanText(original);
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
  const digits = (whole ?? '0').replaceAll(',', '').replace(/^0+(?=\d)/, '');
  const decimals = (fraction ?? '').replace(/0+$/, '');
  const magnitude = decimals === '' ? digits : `${digits}.${decimals}`;
  const value = match[1] === '-' && magnitude !== '0' ? `-${magnitude}` : magnitude;
  return { value, original, flags: [], search: [] };
}
