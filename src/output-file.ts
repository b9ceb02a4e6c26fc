import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import iconv from 'iconv-lite';
import { JingweiError } from './errors.ts';
import { processIsAlive } from './graph/embedded/process-alive.ts';

const FLUSH_BYTES = 512 * 1024;

/**
 * A text file that is written a piece at a time: lines go into one buffer that is used again and again, and each piece
 * of half a megabyte is waited for, so memory stays flat however long the file gets. It appears under its own name only
 * when it is whole.
 */
export class OutputFile {
  readonly path: string;
  lines = 0;
  readonly #partial: string;
  readonly #encoding: string;
  readonly #handle: FileHandle;
  #bytes = Buffer.allocUnsafeSlow(2 * FLUSH_BYTES);
  #used = 0;

  private constructor(path: string, partial: string, encoding: string, handle: FileHandle) {
    this.path = path;
    this.#partial = partial;
    this.#encoding = encoding;
    this.#handle = handle;
  }

  /** Opens a file for writing and makes its folder. `encoding`: a name that iconv knows. Throws FOLDER_UNWRITABLE. */
  static async open(path: string, encoding = 'UTF-8'): Promise<OutputFile> {
    const partial = partialPath(path);
    try {
      await mkdir(dirname(path), { recursive: true });
      return new OutputFile(path, partial, encoding, await open(partial, 'w'));
    } catch (error) {
      throw asFileError(error, path);
    }
  }

  /** Adds a line without its end. */
  line(text: string): void {
    if (this.#encoding === 'UTF-8') this.#add(text, 'utf8', text.length * 3);
    else {
      const bytes = iconv.encode(`${text}\n`, this.#encoding);
      this.#reserve(bytes.length);
      this.#used += bytes.copy(this.#bytes, this.#used);
      this.lines++;
    }
  }

  /** The same for a line of ASCII alone, which costs a third. */
  asciiLine(text: string): void {
    this.#add(text, 'latin1', text.length);
  }

  get isFull(): boolean {
    return this.#used >= FLUSH_BYTES;
  }

  /** Writes what was gathered and waits until the file took it. Throws DISK_FULL or FOLDER_UNWRITABLE. */
  async flush(): Promise<void> {
    try {
      await this.#handle.appendFile(this.#bytes.subarray(0, this.#used));
    } catch (error) {
      throw asFileError(error, this.path);
    }
    this.#used = 0;
  }

  #add(text: string, encoding: 'utf8' | 'latin1', most: number): void {
    this.#reserve(most + 1);
    this.#used += this.#bytes.write(text, this.#used, encoding);
    this.#bytes[this.#used++] = LINE_FEED;
    this.lines++;
  }

  #reserve(size: number): void {
    if (this.#used + size <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(2 * (this.#used + size));
    this.#bytes.copy(grown, 0, 0, this.#used);
    this.#bytes = grown;
  }

  /** Writes the rest and gives the file its name. */
  async finish(): Promise<void> {
    await this.flush();
    await this.#handle.close();
    await rename(this.#partial, this.path);
  }

  /** Gives up: nothing of it stays behind. */
  async discard(): Promise<void> {
    await this.#handle.close();
    await rm(this.#partial, { force: true });
  }
}

/** What went wrong with a file, as one is told. */
export function asFileError(error: unknown, path: string): JingweiError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC') return new JingweiError('DISK_FULL', { path }, error);
  return new JingweiError(
    'FOLDER_UNWRITABLE',
    { path, reason: error instanceof Error ? error.message : String(error) },
    error,
  );
}

/** Where a file grows until it is whole. */
export function partialPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.partial`);
}

/** Removes what processes that are gone left of a file when they were cut short. */
export async function removeStalePartials(path: string): Promise<void> {
  const start = `.${basename(path)}.`;
  const names = await readdir(dirname(path)).catch(() => []);
  for (const name of names) {
    const pid = name.startsWith(start)
      ? /^(\d+)\.partial(?:\..+)?$/.exec(name.slice(start.length))?.[1]
      : undefined;
    if (pid !== undefined && !processIsAlive(Number(pid)))
      await rm(join(dirname(path), name), { force: true });
  }
}

const LINE_FEED = 10;
const NEEDS_QUOTES = /[",\r\n]/;

/** One line of CSV (RFC 4180): quotes only where they are needed. */
export function csvLine(cells: readonly string[]): string {
  let line = '';
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] ?? '';
    const written = cell !== '' && NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    line += i === 0 ? written : `,${written}`;
  }
  return line;
}
