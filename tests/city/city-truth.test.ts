import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CITY_DATASETS } from '../../src/city/errors/rates.ts';
import { loadDefinition } from '../../src/intake/definition.ts';
import { createDeliveryQuality } from '../../src/intake/delivery-quality.ts';
import type { RowFault, SourceRow } from '../../src/intake/mapped.ts';
import { DEFAULT_READ_LIMITS } from '../../src/intake/readers/limits.ts';
import { readRows } from '../../src/intake/readers/read-rows.ts';
import { createRowMapper, isRowFault } from '../../src/intake/row-mapper.ts';
import { type GeneratedCity, makeCity } from './generated-city.ts';

const CONTRACTS = join(import.meta.dirname, '../../examples/city');

describe('the city taken in through its contracts and mappings', () => {
  let city: GeneratedCity;
  const truth = new Map<string, Set<string>>();
  beforeAll(async () => {
    city = await makeCity({ persons: 1_000, seed: 11 });
    for (const { dataset = '', record, role, item, kind } of city.rows('truth.csv')) {
      const lines = truth.get(dataset) ?? new Set();
      const line = JSON.stringify([record, role, item, kind]);
      if (lines.has(line)) throw new Error(`the truth says ${line} twice`);
      lines.add(line);
      truth.set(dataset, lines);
    }
  }, 60_000);
  afterAll(() => city.remove());

  it.each(CITY_DATASETS)(
    '%s: no row is at fault, and the truth names each mention and no other',
    async (dataset) => {
      const definition = await loadDefinition(join(CONTRACTS, `${dataset}.odcs.yaml`));
      const mapper = createRowMapper(definition);
      const quality = createDeliveryQuality(definition.contract);
      const records = new Map<string, SourceRow[]>();
      const faults: (RowFault | null)[] = [];
      const { encoding } = definition.contract;
      const written = city.summary.datasets.find((one) => one.dataset === dataset);
      const path = join(city.directory, written?.file ?? '');
      const format = path.endsWith('.ndjson') ? 'ndjson' : 'csv';
      for await (const rows of readRows(path, { format, encoding }, DEFAULT_READ_LIMITS)) {
        for (const row of rows) {
          const fault = mapper.check(row);
          const repeated = quality.see(row, fault);
          if (fault !== null || repeated !== null) faults.push(fault ?? repeated);
          const key = mapper.keyOf(row) ?? '';
          const known = records.get(key);
          if (known === undefined) records.set(key, [row]);
          else known.push(row);
        }
      }
      expect(faults).toEqual([]);
      const made = new Set<string>();
      for (const [key, rows] of records) {
        const record = mapper.map(key, rows);
        if (isRowFault(record)) throw new Error(`${key}: ${record.reason}`);
        for (const { role, itemKey, kind } of record.mentions)
          made.add(JSON.stringify([key, role, itemKey, kind]));
      }
      expect(records.size).toBe(written?.records);
      const named = truth.get(dataset) ?? new Set();
      expect([...made].filter((line) => !named.has(line))).toEqual([]);
      expect([...named].filter((line) => !made.has(line))).toEqual([]);
      expect(quality.findings().filter((finding) => !finding.ok)).toEqual([]);
    },
    60_000,
  );
});
