import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';

/** What a contract may declare; everything else has to be converted before it is delivered. */
export const DECLARABLE_ENCODINGS = ['UTF-8', 'GB18030', 'GBK', 'Big5'] as const;

export function isDeclarable(encoding: string): boolean {
  return DECLARABLE_ENCODINGS.some((one) => one === encoding);
}

/** Encodings that can be read, from the names they go by to the one used for decoding. */
const ENCODINGS: ReadonlyMap<string, string> = new Map([
  ['utf8', 'UTF-8'],
  ['ascii', 'UTF-8'],
  ['usascii', 'UTF-8'],
  ['gb2312', 'GBK'],
  ['gbk', 'GBK'],
  ['cp936', 'GBK'],
  ['gb18030', 'GB18030'],
  ['big5', 'Big5'],
  ['cp950', 'Big5'],
  ['big5hkscs', 'Big5-HKSCS'],
  ['utf16le', 'UTF-16LE'],
  ['utf16be', 'UTF-16BE'],
]);

/** The encoding that a declared name means (`gb2312` reads as its superset GBK); undefined: not one that is read. */
export function findEncoding(declared: string): string | undefined {
  return ENCODINGS.get(declared.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

/**
 * Guesses the encoding of the first bytes of a file. Valid UTF-8 is told for certain once it holds a few characters
 * beyond ASCII; everything else is chardet's statistics (after the ICU detector), confident from a score of 80.
 */
export function detectEncoding(sample: Uint8Array): { encoding: string; confident: boolean } {
  const mark = byteOrderMark(sample);
  if (mark !== undefined) return { encoding: mark, confident: true };
  if (isUtf8(withoutCutEnd(sample))) return { encoding: 'UTF-8', confident: true };
  const guesses = analyse(sample).filter((guess) => guess.name !== 'UTF-8');
  // Statistics take short Han text for Western letters; of the encodings that departments use, the best one counts.
  const best = guesses.find((guess) => findEncoding(guess.name) !== undefined) ?? guesses[0];
  if (best === undefined) return { encoding: 'binary', confident: false };
  return { encoding: findEncoding(best.name) ?? best.name, confident: best.confidence >= 80 };
}

/** The encoding that a file's first bytes mark, if they do. */
export function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'UTF-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE';
  return undefined;
}

/** The bytes up to the last whole UTF-8 character: a sample or chunk may be cut inside one. */
export function withoutCutEnd<T extends Uint8Array>(bytes: T): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
    }
  }
  return bytes;
}
