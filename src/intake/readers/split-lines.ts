import { JingweiError } from '../../errors.ts';

const NEWLINE = 10;

/**
 * Cuts UTF-8 text into lines without their `\n` (a `\r` before it stays), in one array per chunk. A last line without
 * `\n` counts; text that ends in `\n` has no empty line after it. Each line is a string of its own, so that a cell kept
 * in some cache does not keep a whole chunk alive.
 * @throws JingweiError LIMIT_EXCEEDED for a line longer than `maxBytes`
 */
export async function* splitLines(
  text: AsyncIterable<Buffer>,
  maxBytes: number,
): AsyncGenerator<string[], void, undefined> {
  let open: Buffer[] = [];
  let openBytes = 0;
  let count = 0;
  const refuse = (): JingweiError =>
    new JingweiError('LIMIT_EXCEEDED', { what: `Line ${count + 1}`, limit: `${maxBytes} bytes` });
  for await (const chunk of text) {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      if (openBytes + end - start > maxBytes) throw refuse();
      if (openBytes > 0) {
        open.push(chunk.subarray(start, end));
        lines.push(Buffer.concat(open).toString('utf8'));
        open = [];
        openBytes = 0;
      } else lines.push(chunk.toString('utf8', start, end));
      count++;
      start = end + 1;
    }
    if (start < chunk.length) {
      open.push(chunk.subarray(start));
      openBytes += chunk.length - start;
      if (openBytes > maxBytes) throw refuse();
    }
    if (lines.length > 0) yield lines;
  }
  if (openBytes > 0) yield [Buffer.concat(open).toString('utf8')];
}
