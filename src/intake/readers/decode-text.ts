import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { JingweiError } from '../../errors.ts';
import { detectEncoding, findEncoding, withoutCutEnd } from './encoding.ts';

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
}

/**
 * A text file's bytes as UTF-8, checked or converted, without a byte order mark. Invalid sequences of a declared
 * encoding other than UTF-8 become U+FFFD, so that the row reader can name the rows.
 * @throws JingweiError FILE_ENCODING (with a guess), FILE_FORMAT for binary data or an encoding that is not read
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
  for await (const chunk of encoding === 'UTF-8'
    ? checked(bytes, file.name)
    : converted(bytes, encoding, file.name)) {
    if (!first) {
      yield chunk;
      continue;
    }
    first = false;
    if (chunk.includes(0)) {
      const reason = 'it holds binary data';
      throw new JingweiError('FILE_FORMAT', { file: file.name, format: file.format, reason });
    }
    yield chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
  }
}

async function* checked(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer, void, undefined> {
  let cut: Uint8Array = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const joined = cut.length === 0 ? chunk : Buffer.concat([cut, chunk]);
    const whole = joined.subarray(0, withoutCutEnd(joined).length);
    if (!isUtf8(whole)) throw notEncoded(name, 'UTF-8', joined);
    cut = joined.subarray(whole.length);
    if (whole.length > 0) yield whole;
  }
  if (cut.length > 0) throw notEncoded(name, 'UTF-8', cut);
}

async function* converted(
  bytes: AsyncIterable<Buffer>,
  encoding: string,
  name: string,
): AsyncGenerator<Buffer, void, undefined> {
  const decoder = iconv.getDecoder(encoding);
  let first = true;
  for await (const chunk of bytes) {
    if (first && surelyUtf8(chunk.subarray(0, SAMPLE_BYTES))) throw notEncoded(name, encoding, chunk);
    first = false;
    const text = decoder.write(chunk);
    if (text.length > 0) yield Buffer.from(text, 'utf8');
  }
  const rest = decoder.end();
  if (rest !== undefined && rest.length > 0) yield Buffer.from(rest, 'utf8');
}

function surelyUtf8(sample: Uint8Array): boolean {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return true;
  let wide = 0;
  for (const byte of sample) if (byte >= 0xe0) wide++;
  return wide >= CERTAIN_CHARACTERS && isUtf8(withoutCutEnd(sample));
}

function notEncoded(file: string, encoding: string, near: Uint8Array): JingweiError {
  // The part around the first wrong byte says more than the head of the file, which may be plain ASCII.
  const at = firstBeyondAscii(near);
  const guess = detectEncoding(near.subarray(at, at + SAMPLE_BYTES));
  const isOther = findEncoding(encoding) !== findEncoding(guess.encoding);
  const told = isOther ? guess.encoding : 'binary data, or a mixture';
  return new JingweiError('FILE_ENCODING', { file, encoding, guess: told });
}

function firstBeyondAscii(bytes: Uint8Array): number {
  const at = bytes.findIndex((byte) => byte >= 0x80);
  return Math.max(0, at);
}
