import type { Contract } from './contract/contract.ts';
import type { StoredDelivery } from './delivery-store.ts';
import { keptRows } from './kept-rows.ts';
import { DEFAULT_READ_LIMITS } from './readers/limits.ts';
import { readRows } from './readers/read-rows.ts';
import type { RowSource } from './row-source.ts';
import type { Spool } from './spool.ts';

/** The rows of a spooled delivery. */
export function spoolSource(spool: Spool, contract: Contract, format: StoredDelivery['format']): RowSource {
  if (format === 'kept') return { rows: () => keptRows(spool.path) };
  const declared = {
    format: contract.format,
    encoding: contract.encoding,
    ...(contract.sheet === null ? {} : { sheet: contract.sheet }),
  };
  const asWritten = format === 'ndjson' ? { format: 'ndjson' as const, encoding: 'UTF-8' } : declared;
  return { rows: () => readRows(spool.path, asWritten, DEFAULT_READ_LIMITS) };
}
