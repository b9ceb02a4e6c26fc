import type { Transform } from 'node:stream';
import { Readable } from 'node:stream';
import { JingweiError } from '../../errors.ts';

/** How many bytes may still come out of a file's decompression; shared by all parts of one file. */
export interface InflateBudget {
  readonly what: string;
  readonly limit: number;
  left: number;
}

export function inflateBudget(file: string, limit: number): InflateBudget {
  return { what: `${file} when unpacked`, limit, left: limit };
}

/** Takes `bytes` off the budget. @throws JingweiError LIMIT_EXCEEDED */
export function spend(budget: InflateBudget, bytes: number): void {
  budget.left -= bytes;
  if (budget.left < 0) {
    throw new JingweiError('LIMIT_EXCEEDED', { what: budget.what, limit: `${budget.limit} bytes` });
  }
}

/** Runs bytes through a decompressor of zlib, within a budget. Errors of either pass through. */
export async function* inflate(
  packed: AsyncIterable<Buffer>,
  inflater: Transform,
  budget: InflateBudget,
): AsyncGenerator<Buffer, void, undefined> {
  const source = Readable.from(packed);
  source.on('error', (error) => inflater.destroy(error));
  source.pipe(inflater);
  try {
    for await (const chunk of inflater) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('a decompressor gave something other than bytes');
      spend(budget, chunk.length);
      yield chunk;
    }
  } finally {
    source.destroy();
    inflater.destroy();
  }
}
