import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { createDeflateRaw, type DeflateRaw } from 'node:zlib';
import { JingweiError } from '../../errors.ts';
import { crc32 } from '../../intake/readers/crc32.ts';

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly bytes: number;
}

interface OpenEntry {
  readonly name: Buffer;
  readonly offset: number;
  readonly stream: DeflateRaw;
  readonly ended: Promise<void>;
  crc: number;
  packed: number;
  bytes: number;
}

/** Sizes follow the data, names are in UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1980-01-01: what is written says nothing of when. */
const DATE = 0x0021;
const MOST_BYTES = 0xffffffff;

/** A ZIP file (PKWARE APPNOTE 6.3, without ZIP64) that is written front to back, one entry after the other. */
export class ZipWriter {
  readonly #handle: FileHandle;
  readonly #entries: Entry[] = [];
  #open: OpenEntry | undefined;
  #at = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  static async open(path: string): Promise<ZipWriter> {
    return new ZipWriter(await open(path, 'w'));
  }

  /** Begins an entry; the one before is over. */
  async begin(name: string): Promise<void> {
    await this.#end();
    const bytes = Buffer.from(name, 'utf8');
    const offset = this.#at;
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(FLAGS, 6);
    header.writeUInt16LE(DEFLATED, 8);
    header.writeUInt16LE(DATE, 12);
    header.writeUInt16LE(bytes.length, 26);
    await this.#append(Buffer.concat([header, bytes]));
    const stream = createDeflateRaw({ level: 5 });
    const entry: OpenEntry = {
      ...{ name: bytes, offset, stream, crc: 0, packed: 0, bytes: 0 },
      ended: this.#drain(stream),
    };
    this.#open = entry;
  }

  async write(text: string): Promise<void> {
    const entry = this.#open;
    if (entry === undefined) throw new Error('No entry has begun');
    const bytes = Buffer.from(text, 'utf8');
    entry.crc = crc32(bytes, entry.crc);
    entry.bytes += bytes.length;
    if (!entry.stream.write(bytes)) await once(entry.stream, 'drain');
  }

  /** Ends the last entry, writes the directory, and closes the file. */
  async finish(): Promise<void> {
    await this.#end();
    const start = this.#at;
    for (const entry of this.#entries) await this.#append(directoryEntry(entry));
    const size = this.#at - start;
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(size, 12);
    end.writeUInt32LE(start, 16);
    await this.#append(end);
    await this.#handle.close();
  }

  /** Closes the file as it is. */
  async close(): Promise<void> {
    this.#open?.stream.destroy();
    await this.#open?.ended.catch(() => undefined);
    await this.#handle.close();
  }

  async #drain(stream: DeflateRaw): Promise<void> {
    for await (const chunk of stream) {
      if (this.#open !== undefined) this.#open.packed += chunk.length;
      await this.#append(chunk);
    }
  }

  async #end(): Promise<void> {
    const entry = this.#open;
    if (entry === undefined) return;
    entry.stream.end();
    await entry.ended;
    this.#open = undefined;
    const { name, offset, crc, packed, bytes } = entry;
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(crc, 4);
    descriptor.writeUInt32LE(packed, 8);
    if (bytes > MOST_BYTES || this.#at > MOST_BYTES)
      throw new JingweiError('LIMIT_EXCEEDED', {
        what: 'The size of an XLSX file in bytes',
        limit: MOST_BYTES,
      });
    descriptor.writeUInt32LE(bytes, 12);
    await this.#append(descriptor);
    this.#entries.push({ name, offset, crc, packed, bytes });
  }

  async #append(bytes: Buffer): Promise<void> {
    this.#at += bytes.length;
    await this.#handle.appendFile(bytes);
  }
}

function directoryEntry({ name, offset, crc, packed, bytes }: Entry): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(DEFLATED, 10);
  header.writeUInt16LE(DATE, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(bytes, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}
