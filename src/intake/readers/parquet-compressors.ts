import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Compressors } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { JingweiError } from '../../errors.ts';
import type { InflateBudget } from './inflate.ts';
import { spend } from './inflate.ts';

/** A page is about 1 MiB by default; one that claims more than this is not decoded. */
const MAX_PAGE_BYTES = 2 ** 28;

/** Parquet's decompressors, bounded per page and by the budget of the file. */
export function boundedCompressors(budget: InflateBudget): Compressors {
  const bounded: Compressors = {};
  const all: Compressors = {
    ...compressors,
    GZIP: (input, length) => gunzipSync(input, { maxOutputLength: Math.max(1, length) }),
    BROTLI: (input, length) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, length) }),
  };
  for (const codec of ['SNAPPY', 'GZIP', 'BROTLI', 'ZSTD', 'LZ4', 'LZ4_RAW'] as const) {
    const decompress = all[codec];
    if (decompress === undefined) continue;
    bounded[codec] = (input, length) => {
      if (length > MAX_PAGE_BYTES) {
        throw new JingweiError('LIMIT_EXCEEDED', {
          what: 'A Parquet page',
          limit: `${MAX_PAGE_BYTES} bytes`,
        });
      }
      spend(budget, length);
      return decompress(input, length);
    };
  }
  return bounded;
}
