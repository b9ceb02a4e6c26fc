const PLAIN = /^[\x21-\x7e\u4e00-\u9fff]*$/;
const INVISIBLE = /[\p{Cc}\p{Cf}]+/gu;

/**
 * Text as every standardiser wants it: NFKC (which also makes full width half width), no control or zero-width
 * characters, single spaces, trimmed. Blank input gives ''.
 * Source: Unicode Standard Annex #15 (normalisation forms).
 */
export function cleanText(original: string): string {
  if (PLAIN.test(original)) return original;
  // NFKC can bring new spaces (U+00A8, U+FDFA), so spaces are folded after it as well.
  return visibleText(original).normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

/** Text without control and zero-width characters, with single spaces, trimmed. */
export function visibleText(original: string): string {
  return original.replace(/\s+/gu, ' ').replace(INVISIBLE, '').replace(/ +/g, ' ').trim();
}

const FULL_WIDTH = /[\uff01-\uff5e]/g;
/** From a full width form to its ASCII character. */
const WIDTH = 0xff01 - 0x21;

/** Full width forms of ASCII as ASCII, and nothing else: where NFKC would make another number of it (`10³`, `①`). */
export function foldFullWidth(text: string): string {
  return text.replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - WIDTH));
}

/** Upper case, cleaned again, since capitals of some letters are several characters. */
export function upperText(clean: string): string {
  return cleanText(clean.toUpperCase());
}

const HAN = /[\u3400-\u4dbf\u4e00-\u9fff]|\p{Script=Han}/u;

/** Whether the text holds at least one Han character. */
export function hasHan(text: string): boolean {
  return HAN.test(text);
}

const SPACE_BY_HAN = /(?<=[\p{Script=Han}\d,，、。()])\s+(?=[\p{Script=Han}\d(])/gu;

/** Takes out spaces between Han characters, where they carry no meaning (`台 南 市`). */
export function joinHan(text: string): string {
  return text.includes(' ') ? text.replace(SPACE_BY_HAN, '') : text;
}
