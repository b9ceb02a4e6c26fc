import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateCity } from '../../src/city/generate-city.ts';
import { type GeneratedCity, makeCity } from './generated-city.ts';

function digests(directory: string): Readonly<Record<string, string>> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files
      .map((file) => join(file.parentPath, file.name))
      .map((path) => [
        path.slice(directory.length),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ]),
  );
}

describe('generateCity', () => {
  const cities: GeneratedCity[] = [];
  beforeAll(async () => {
    cities.push(await makeCity({ persons: 300, seed: 7 }));
    cities.push(await makeCity({ persons: 300, seed: 7 }));
    cities.push(await makeCity({ persons: 300, seed: 8 }));
  });
  afterAll(async () => {
    for (const city of cities) await city.remove();
  });

  it('writes the same bytes for the same seed and others for another', () => {
    const [one, same, other] = cities.map((city) => digests(city.directory));
    expect(same).toEqual(one);
    expect(other?.['/population/residents.csv']).not.toBe(one?.['/population/residents.csv']);
  });

  it('leaves out what was over before a day, and writes the rest as without it', async () => {
    const recent = await makeCity({ persons: 300, seed: 7, since: '2021-01-01' });
    cities.push(recent);
    const [whole] = cities;
    for (const file of [
      'population/residents.csv',
      'vehicles/registrations.csv',
      'traffic-police/accidents.csv',
      'social-security/insured.csv',
      'housing/tenancies.csv',
      'traffic-police/passages.csv',
      'truth.csv',
      'mistakes.csv',
      'occasions.csv',
    ]) {
      const all = new Set((whole?.rows(file) ?? []).map((row) => JSON.stringify(row)));
      const rows = recent.rows(file).map((row) => JSON.stringify(row));
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter((row) => !all.has(row))).toEqual([]);
    }
    const daysOf = (file: string, column: string): readonly string[] =>
      recent.rows(file).map((row) => (row[column] ?? '').replaceAll(/\D/g, ''));
    const ended = [
      ...daysOf('vehicles/registrations.csv', 'ended_on'),
      ...daysOf('traffic-police/accidents.csv', '发生日期'),
      ...daysOf('social-security/insured.csv', 'TBRQ'),
    ];
    expect(ended.filter((day) => day !== '' && day < '20210101')).toEqual([]);
    expect(recent.summary.rows).toBeLessThan(whole?.summary.rows ?? 0);
  });

  it('writes the datasets, the truth, the occasions, the companions and the areas, and leaves nothing half-written', () => {
    expect(Object.keys(digests(cities[0]?.directory ?? '')).sort()).toEqual([
      '/areas.csv',
      '/companions.csv',
      '/emergency-dispatch/dispatches.ndjson',
      '/housing/tenancies.csv',
      '/market-regulation/companies.csv',
      '/mistakes.csv',
      '/occasions.csv',
      '/population/residents.csv',
      '/social-security/insured.csv',
      '/traffic-police/accidents.csv',
      '/traffic-police/passages.csv',
      '/truth.csv',
      '/vehicles/registrations.csv',
    ]);
  });

  it('has five records or more per person, and counts rows and mentions as they stand in the files', () => {
    const city = cities[0];
    if (city === undefined) throw new Error('no city');
    expect(city.summary.records).toBeGreaterThanOrEqual(300 * 5);
    expect(city.rows('truth.csv')).toHaveLength(city.summary.mentions);
    const accidents = city.summary.datasets.find((one) => one.dataset === 'traffic-police/accidents');
    const rows = city.rows('traffic-police/accidents.csv');
    expect(rows).toHaveLength(accidents?.rows ?? -1);
    expect(new Set(rows.map((row) => row.事故编号)).size).toBe(accidents?.records);
  });

  it('reports progress that rises to the end', async () => {
    const shares: number[] = [];
    const city = cities[2];
    if (city === undefined) throw new Error('no city');
    await generateCity({ persons: 300, seed: 8, directory: city.directory }, ({ share }) =>
      shares.push(share),
    );
    expect(shares.length).toBeGreaterThan(6);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });

  it.each([
    { persons: 9, seed: 1 },
    { persons: 1_400_001, seed: 1 },
    { persons: 100.5, seed: 1 },
    { persons: 100, seed: -1 },
    { persons: 100, seed: Number.NaN },
    { persons: 100, seed: 1, since: '2021-02-30' },
    { persons: 100, seed: 1, since: 'yesterday' },
    { persons: 100, seed: 1, since: '2025-02-01' },
  ])('refuses $persons persons with seed $seed, since $since', async (options) => {
    await expect(generateCity({ ...options, directory: 'never-made' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
  });

  it('says so when the folder cannot be written', async () => {
    const directory = join(cities[0]?.directory ?? '', 'truth.csv', 'inside-a-file');
    await expect(generateCity({ persons: 100, seed: 1, directory })).rejects.toMatchObject({
      code: 'FOLDER_UNWRITABLE',
    });
  });
});
