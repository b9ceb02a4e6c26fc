import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDefinition } from '../../src/intake/definition.ts';
import { createDeliveryQuality } from '../../src/intake/delivery-quality.ts';
import type { MappedRecord, RowFault, SourceRow } from '../../src/intake/mapped.ts';
import { DEFAULT_READ_LIMITS } from '../../src/intake/readers/limits.ts';
import { readRows } from '../../src/intake/readers/read-rows.ts';
import { createRowMapper, isRowFault, restatesRows } from '../../src/intake/row-mapper.ts';

const DATA = '../shared/data/tainan';
if (!existsSync(DATA)) process.stdout.write(`${DATA} is absent: the real departments are not tested\n`);

interface Taken {
  readonly rows: number;
  readonly faults: readonly RowFault[];
  readonly records: readonly MappedRecord[];
  readonly broken: readonly string[];
}

async function take(contract: string, file: string): Promise<Taken> {
  const definition = await loadDefinition(`examples/tainan/${contract}.odcs.yaml`);
  const { format, encoding } = definition.contract;
  const mapper = createRowMapper(definition);
  const quality = createDeliveryQuality(definition.contract, { restates: restatesRows(definition) });
  const groups = new Map<string, SourceRow[]>();
  const faults: RowFault[] = [];
  let rows = 0;
  for await (const batch of readRows(`${DATA}/${file}`, { format, encoding }, DEFAULT_READ_LIMITS)) {
    for (const row of batch) {
      rows += 1;
      const own = mapper.check(row);
      const fault = quality.see(row, own) ?? own;
      if (fault !== null) faults.push(fault);
      else {
        const key = mapper.keyOf(row) ?? '';
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [row]);
        else group.push(row);
      }
    }
  }
  const results = [...groups].map(([key, members]) => mapper.map(key, members));
  return {
    rows,
    faults: [...faults, ...results.filter((result) => isRowFault(result))],
    records: results.flatMap((result) => (isRowFault(result) ? [] : [result])),
    broken: quality
      .findings()
      .flatMap((finding) => (finding.ok ? [] : [`${finding.rule} ${finding.column} ${finding.measured}`])),
  };
}

const valuesOf = (record: MappedRecord | undefined, role: string, name: string) =>
  record?.mentions
    .filter((mention) => mention.role === role)
    .flatMap((mention) =>
      mention.attributes.filter((a) => a.name === name).map((a) => a.standard.original),
    ) ?? [];

describe.runIf(existsSync(DATA))('facilities', () => {
  let taken: Taken;
  beforeAll(async () => {
    taken = await take('environment/facilities', 'environment/facilities.csv');
  }, 60_000);

  it('every row is a record of its own with a facility', () => {
    expect(taken).toMatchObject({ rows: 7380, faults: [], broken: [] });
    expect(taken.records).toHaveLength(7380);
    expect(taken.records.every((record) => record.mentions[0]?.role === 'facility')).toBe(true);
  });

  it('those at (0,0) are flagged, all others are not', () => {
    expect(taken.records.filter((record) => record.point?.flags.includes('out-of-range'))).toHaveLength(2541);
    expect(taken.records.filter((record) => record.point?.flags.length === 0)).toHaveLength(7380 - 2541);
  });
});

describe.runIf(existsSync(DATA))('penalties', () => {
  let taken: Taken;
  beforeAll(async () => {
    taken = await take('environment/penalties', 'environment/penalties.csv');
  }, 60_000);

  it('every row is taken; the two rows of a decision on two facilities are one record', () => {
    expect(taken).toMatchObject({ rows: 3092, faults: [], broken: [] });
    expect(taken.records).toHaveLength(2924);
    expect(
      taken.records.every((record) => record.mentions.filter((m) => m.role === 'penalty').length === 1),
    ).toBe(true);
  });

  it('all control numbers are of the scheme, short and long ones', () => {
    const flagged = taken.records.flatMap((record) =>
      record.mentions.flatMap((m) =>
        m.attributes.filter((a) => a.name === 'controlNumber' && a.standard.flags.length > 0),
      ),
    );
    expect(flagged).toEqual([]);
  });

  it('every decision is imposed on somebody', () => {
    expect(
      taken.records.filter((r) => r.relations.filter((one) => one.type === 'IMPOSED_ON').length !== 1),
    ).toEqual([]);
  });
});

describe.runIf(existsSync(DATA))('fatal accidents', () => {
  it.each([
    [2018, 381, 157],
    [2019, 449, 184],
    [2020, 447, 191],
    [2021, 418, 173],
    [2022, 399, 170],
    [2023, 434, 175],
    [2024, 414, 164],
    [2025, 425, 158],
    [2026, 266, 103],
  ])('of %i: %i rows make %i accidents', async (year, rows, accidents) => {
    const taken = await take('police/fatal-accidents', `police/fatal-accidents-${year}.csv`);
    expect(taken).toMatchObject({ rows, faults: [], broken: [] });
    expect(taken.records).toHaveLength(accidents);
    for (const record of taken.records) {
      expect(valuesOf(record, 'accident', 'deaths')).toHaveLength(1);
      expect(record.period?.precision).toBe('second');
      expect(record.point?.flags).toEqual([]);
    }
  });

  it('a driver alone drove one vehicle, and the second row, for nobody, makes neither', async () => {
    const { records } = await take('police/fatal-accidents', 'police/fatal-accidents-2025.csv');
    const first = records[0];
    expect(first?.mentions.map((m) => `${m.role}${m.itemKey}`)).toEqual([
      'accident',
      'scene',
      'police',
      'party1',
      'vehicle1',
    ]);
    expect(first?.relations.filter((relation) => relation.type === 'DROVE')).toHaveLength(1);
    expect(valuesOf(first, 'scene', 'address')).toHaveLength(2);
    expect(first?.period?.from).toBe('2024-12-31T21:33:00Z');
  });
});

describe.runIf(existsSync(DATA))('dispatches', () => {
  let taken: Taken;
  beforeAll(async () => {
    taken = await take('fire/dispatches', 'fire/dispatches.ndjson');
  }, 60_000);

  it('every line is a record at the time of its call', () => {
    expect(taken).toMatchObject({ rows: 12_679, faults: [], broken: [] });
    expect(taken.records).toHaveLength(12_679);
    expect(taken.records.filter((record) => record.period?.precision !== 'second')).toEqual([]);
  });

  it('each status keeps the time when it was seen, and each unit is one organisation', () => {
    const statuses = taken.records.flatMap((r) =>
      r.mentions.flatMap((m) => m.attributes.filter((a) => a.name === 'status')),
    );
    expect(statuses.every((status) => status.period !== undefined)).toBe(true);
    const units = new Set(taken.records.flatMap((record) => valuesOf(record, 'unit', 'unitName')));
    expect(units.size).toBe(67);
  });
});
