import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { JingweiError } from '../../errors.ts';
import { byteOrderMark, detectEncoding, findEncoding, isDeclarable, withoutCutEnd } from './encoding.ts';

const SAMPLE_BYTES = 2 ** 16;
/** So many characters of three or four bytes that read as UTF-8 do not occur by chance in a text of GBK or Big5. */
const CERTAIN_CHARACTERS = 12;

/** What the readers of text formats know of the file they read. */
export interface TextFile {
  /** Name without folders, for messages. */
  readonly name: string;
  readonly format: 'csv' | 'tsv' | 'ndjson' | 'json';
  /** As declared in the contract. */
  readonly encoding: string;
  /** Whether characters may have been replaced by U+FFFD on the way. */
  readonly lossy: boolean;
  /** What its header has to name, where it has one. */
  readonly columns: readonly string[];
}

/**
 * A text file's bytes as UTF-8, checked or converted, without a byte order mark. Invalid sequences of a declared
 * encoding other than UTF-8 become U+FFFD, so that the row reader can name the rows.
 * @throws JingweiError FILE_ENCODING or, where no contract can declare it, FILE_UNCONVERTED (with a guess); FILE_FORMAT for
 * what is no text, or an encoding that is not read
 */
export async function* decodeText(
  bytes: AsyncIterable<Buffer>,
  file: TextFile,
): AsyncGenerator<Buffer, void, undefined> {
  const encoding = findEncoding(file.encoding);
  if (encoding === undefined) {
    const reason = `the encoding ${file.encoding} is not one that is read`;
    throw new JingweiError('FILE_FORMAT', { file: file.name, format: file.format, reason });
  }
  let first = true;
  for await (const chunk of encoding === 'UTF-8' ? checked(bytes, file) : converted(bytes, encoding, file)) {
    if (!first) {
      yield chunk;
      continue;
    }
    first = false;
    if (chunk.includes(0)) throw noText(file);
    yield chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
  }
}

async function* checked(
  bytes: AsyncIterable<Buffer>,
  file: TextFile,
): AsyncGenerator<Buffer, void, undefined> {
  let cut: Uint8Array = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const joined = cut.length === 0 ? chunk : Buffer.concat([cut, chunk]);
    const whole = joined.subarray(0, withoutCutEnd(joined).length);
    if (!isUtf8(whole)) throw notEncoded(file, 'UTF-8', joined);
    cut = joined.subarray(whole.length);
    if (whole.length > 0) yield whole;
  }
  if (cut.length > 0) throw notEncoded(file, 'UTF-8', cut);
}

async function* converted(
  bytes: AsyncIterable<Buffer>,
  encoding: string,
  file: TextFile,
): AsyncGenerator<Buffer, void, undefined> {
  const decoder = iconv.getDecoder(encoding);
  let first = true;
  for await (const chunk of bytes) {
    if (first && isSurelyOther(chunk, encoding)) throw notEncoded(file, encoding, chunk);
    first = false;
    const text = decoder.write(chunk);
    if (text.length > 0) yield Buffer.from(text, 'utf8');
  }
  const rest = decoder.end();
  if (rest !== undefined && rest.length > 0) yield Buffer.from(rest, 'utf8');
}

/** Whether a file's first bytes are of another encoding for certain: they are marked so, or read as UTF-8 throughout. */
function isSurelyOther(head: Uint8Array, encoding: string): boolean {
  const mark = byteOrderMark(head);
  if (mark !== undefined) return mark !== encoding;
  const sample = head.subarray(0, SAMPLE_BYTES);
  let wide = 0;
  for (const byte of sample) if (byte >= 0xe0) wide++;
  return wide >= CERTAIN_CHARACTERS && isUtf8(withoutCutEnd(sample));
}

function notEncoded(file: TextFile, encoding: string, near: Uint8Array): JingweiError {
  if (byteOrderMark(near) === undefined && near.includes(0)) return noText(file);
  // The part around the first wrong byte says more than the head of the file, which may be plain ASCII.
  const at = firstBeyondAscii(near);
  const guess = detectEncoding(near.subarray(at, at + SAMPLE_BYTES)).encoding;
  if (guess === 'binary') return noText(file);
  const details = { file: file.name, encoding };
  if (guess === encoding) return new JingweiError('FILE_UNCONVERTED', { ...details, guess: 'a mixture' });
  return new JingweiError(isDeclarable(guess) ? 'FILE_ENCODING' : 'FILE_UNCONVERTED', { ...details, guess });
}

/** Of the encodings that are read without a mark none has a zero byte in a text. */
function noText({ name, format }: TextFile): JingweiError {
  const reason = 'it is no text but binary data (or UTF-16 without a byte order mark)';
  return new JingweiError('FILE_FORMAT', { file: name, format, reason });
}

function firstBeyondAscii(bytes: Uint8Array): number {
  const at = bytes.findIndex((byte) => byte >= 0x80);
  return Math.max(0, at);
}
