import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CITY_DATASETS, ERROR_KINDS, type ErrorKind, RATES } from '../../src/city/errors/rates.ts';
import { findScheme } from '../../src/standardise/schemes.ts';
import { type GeneratedCity, makeCity } from './generated-city.ts';

/** Where each department writes a person: dataset, role, file, and the columns of name, id, birth date and address. */
const PEOPLE = [
  ['vehicles/registrations', 'owner', 'registration_no', 'owner_name', 'owner_doc_no', '', 'owner_address'],
  ['social-security/insured', 'insured', 'CBJLH', 'XM', 'ZJHM', 'CSRQ', ''],
  ['housing/tenancies', 'tenant', 'contract_no', 'tenant_name', 'tenant_id', '', 'address'],
] as const;

describe('errors of the departments', () => {
  let city: GeneratedCity;
  beforeAll(async () => {
    city = await makeCity({ persons: 5_000, seed: 21 });
  }, 60_000);
  afterAll(() => city.remove());

  it.each(CITY_DATASETS)('%s: happen as often as the rates say', (dataset) => {
    const counts = city.summary.datasets.find((one) => one.dataset === dataset)?.errors ?? {};
    for (const kind of ERROR_KINDS) {
      const rate = RATES[dataset][kind] ?? 0;
      const { tried, happened } = counts[kind] ?? { tried: 0, happened: 0 };
      const tolerance = 4.5 * Math.sqrt(Math.max(1, tried * rate * (1 - rate)));
      expect(Math.abs(happened - tried * rate), kind).toBeLessThanOrEqual(tolerance);
      if (rate > 0) expect(tried, kind).toBeGreaterThan(0);
    }
  });

  it('every kind of error happens somewhere', () => {
    const seen = new Set<string>();
    for (const { errors } of city.summary.datasets) {
      for (const [kind, count] of Object.entries(errors)) if ((count?.happened ?? 0) > 0) seen.add(kind);
    }
    expect(ERROR_KINDS.filter((kind: ErrorKind) => !seen.has(kind))).toEqual([]);
  });

  it('make two departments disagree about a person at least as often as the pairs of FEBRL 4 do', () => {
    const truth = city.rows('truth.csv').filter((line) => line.kind === 'Person');
    const residents = new Map(city.rows('population/residents.csv').map((row) => [row.人口编号, row]));
    const register = new Map(
      truth
        .filter((line) => line.role === 'resident')
        .map((line) => [line.entity, residents.get(line.record)]),
    );
    const differ = { name: [0, 0], id: [0, 0], birthDate: [0, 0], address: [0, 0] };
    const compare = (field: keyof typeof differ, a: string | undefined, b: string | undefined) => {
      differ[field][1] = (differ[field][1] ?? 0) + 1;
      if (a !== b) differ[field][0] = (differ[field][0] ?? 0) + 1;
    };
    for (const [dataset, role, key, name, id, birth, address] of PEOPLE) {
      const rows = new Map(city.rows(`${dataset}.csv`).map((row) => [row[key], row]));
      for (const line of truth) {
        if (line.dataset !== dataset || line.role !== role) continue;
        const row = rows.get(line.record);
        const resident = register.get(line.entity);
        compare('name', row?.[name], resident?.姓名);
        compare('id', row?.[id], resident?.证件号码);
        if (birth !== '') compare('birthDate', row?.[birth], resident?.出生日期?.replaceAll('-', ''));
        if (address !== '') compare('address', row?.[address], resident?.现住址?.replace('澜海省', ''));
      }
    }
    const share = ([n = 0, of = 1]: readonly number[]) => n / of;
    expect(share(differ.name)).toBeGreaterThan(0.51);
    expect(share(differ.id)).toBeGreaterThan(0.09);
    expect(share(differ.birthDate)).toBeGreaterThan(0.09);
    expect(share(differ.address)).toBeGreaterThan(0.43);
  });
});

describe('a city without errors', () => {
  let city: GeneratedCity;
  beforeAll(async () => {
    city = await makeCity({ persons: 500, seed: 21, errors: false });
  }, 60_000);
  afterAll(() => city.remove());

  it('draws none and has only valid identifiers', () => {
    expect(city.summary.datasets.flatMap((one) => Object.keys(one.errors))).toEqual([]);
    const invalid = ['invalid-check-digit', 'invalid-format', 'masked'];
    const flags = (scheme: string, text = '') =>
      (findScheme(scheme)?.standardise(text).flags ?? []).filter((flag) => invalid.includes(flag));
    for (const row of city.rows('population/residents.csv')) {
      if (row.证件类型 === '居民身份证') expect(flags('cn.resident-id', row.证件号码)).toEqual([]);
    }
    for (const row of city.rows('vehicles/registrations.csv'))
      expect(flags('cn.plate', row.plate_no)).toEqual([]);
    for (const row of city.rows('social-security/insured.csv'))
      expect(flags('cn.credit-code', row.TYSHXYDM)).toEqual([]);
  });

  it('is the same city: only what is written differs', async () => {
    const dirty = await makeCity({
      persons: 500,
      seed: 21,
      errors: { ...RATES, 'population/residents': { nameTypo: 1 } },
    });
    try {
      const key = (row: Readonly<Record<string, string>>) => [row.人口编号, row.证件号码, row.现住址];
      const clean = city.rows('population/residents.csv');
      const written = dirty.rows('population/residents.csv');
      expect(written.map((row) => row.人口编号)).toEqual(clean.map((row) => row.人口编号));
      expect(written.map((row) => key(row)[1])).toEqual(clean.map((row) => key(row)[1]));
      expect(written.filter((row, i) => row.姓名 !== clean[i]?.姓名).length).toBeGreaterThan(
        clean.length * 0.6,
      );
    } finally {
      await dirty.remove();
    }
  });
});
