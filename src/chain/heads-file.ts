import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { JingweiError } from '../errors.ts';
import { HeadsLine } from './heads-line.ts';

/** A line of a heads file, or what is left of one. */
export type ReadLine = { readonly number: number; readonly line: HeadsLine | undefined };

/** Reads a heads file, line by line; none when there is no such file. Throws AUDIT_HEADS when it cannot be read. */
export async function readHeads(file: string): Promise<readonly ReadLine[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new JingweiError('AUDIT_HEADS', { file, reason: 'it cannot be read' }, error);
  }
  return text
    .split('\n')
    .map((one, index) => ({ text: one.trim(), number: index + 1 }))
    .filter((one) => one.text !== '')
    .map((one) => ({ number: one.number, line: parseLine(one.text) }));
}

/** The line that a text holds; undefined when it holds none. */
export function parseLine(text: string): HeadsLine | undefined {
  try {
    return HeadsLine.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Appends lines and waits until the disk has them. Several processes may append to one file: a line is one write. */
export async function appendHeads(file: string, lines: readonly HeadsLine[]): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, 'a', 0o600);
    try {
      for (const line of lines) await handle.write(`${JSON.stringify(line)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new JingweiError('AUDIT_HEADS', { file, reason: 'it cannot be written' }, error);
  }
}
