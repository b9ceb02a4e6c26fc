import { cleanText } from './clean-text.ts';
import { isMasked, isPlaceholderText } from './placeholder.ts';
import type { StandardValue, ValueFlag } from './value.ts';

const EMAIL = /^[^\s@<>()[\],;:"]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u;
const NOBODY =
  /^(?:no-?mail|noemail|none|null|test|a|abc|xxx|na|no)@|@(?:example\.(?:com|org|net)|test\.com|none\.com)$/;

/**
 * An e-mail address in lower case. RFC 5321 lets the part before `@` depend on case, but no service in use does.
 */
export function standardiseEmail(original: string): StandardValue | null {
  const clean = cleanText(original);
  if (clean === '') return null;
  const value =
    cleanText(
      clean
        .toLowerCase()
        .replace(/^(?:mailto:\s*)+/, '')
        .replace(/\s*@\s*/, '@'),
    ) || clean;
  const flags: ValueFlag[] = [];
  if (isMasked(value)) flags.push('masked');
  else if (isPlaceholderText(clean) || NOBODY.test(value)) flags.push('placeholder');
  else if (!EMAIL.test(value)) flags.push('invalid-format');
  const at = value.lastIndexOf('@');
  const parts = at > 0 ? { parts: { local: value.slice(0, at), domain: value.slice(at + 1) } } : {};
  return { value, original, flags, ...parts, search: [] };
}
