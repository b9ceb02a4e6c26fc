import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeliveryReport } from '../../src/intake/delivery.ts';
import { onStore } from '../setup/on-store.ts';
import { hasTainan, listTainanFiles, type TainanFiles, takeInTainan } from './tainan.ts';

const LINES = 600;

/** A part of each file; `npm run prove:tainan` takes in all of it. */
describe.runIf(hasTainan())('Tainan, the first rows of each department (needs ../shared/data)', () => {
  const directory = mkdtempSync(join(tmpdir(), 'jingwei-tainan-'));
  let reports: ReadonlyMap<string, readonly DeliveryReport[]> = new Map();
  let rows: Readonly<Record<string, number>> = {};

  beforeAll(async () => {
    const { files, counts } = cutTainan(directory);
    rows = counts;
    reports = await takeInTainan(files);
  }, 120_000);

  afterAll(async () => {
    rmSync(directory, { recursive: true });
  });

  it('accounts for every row, once the one is released whose first rows are below what its contract promises', () => {
    const reasons = [...reports.values()]
      .flat()
      .flatMap(({ held, heldReasons }) => (held ? heldReasons : []));
    expect(reasons.map(({ code }) => code)).toEqual(['QUALITY']);
    const last = [...reports].map(([name, done]) => {
      const { accepted, unchanged, quarantined, held } = done.at(-1) ?? {};
      return [name, (accepted ?? 0) + (unchanged ?? 0), quarantined, held];
    });
    expect(last).toEqual(Object.entries(rows).map(([name, count]) => [name, count, 0, false]));
  });

  it('lets facilities and penalties meet by control number', async () => {
    const [counts] = await onStore(
      `MATCH (p:Mention {dataset: 'tainan-environment/penalties', role: 'facility'})-[x:REFERS_TO]->(e:Entity)
       WHERE x.endedBy IS NULL
       RETURN count(p) AS penalties, count(CASE WHEN EXISTS {
         MATCH (e)<-[y:REFERS_TO]-(f:Mention {dataset: 'tainan-environment/facilities'}) WHERE y.endedBy IS NULL
       } THEN p END) AS met`,
    );
    expect(Number(counts?.penalties)).toBeGreaterThan(LINES / 2);
    expect(Number(counts?.met)).toBeGreaterThan(0.6 * Number(counts?.penalties));
  });
});

/** The first lines of one file of each dataset; of the facilities those that the penalties name, so that some meet. */
function cutTainan(directory: string): {
  readonly files: TainanFiles;
  readonly counts: Readonly<Record<string, number>>;
} {
  const files: Record<string, readonly string[]> = {};
  const counts: Record<string, number> = {};
  const all = listTainanFiles();
  const linesOf = (name: string) =>
    readFileSync(all[name]?.[0] ?? '', 'utf8')
      .split('\n')
      .filter(Boolean);
  const write = (name: string, lines: readonly string[]): void => {
    const path = join(directory, basename(all[name]?.[0] ?? ''));
    writeFileSync(path, `${lines.join('\n')}\n`);
    files[name] = [path];
    counts[name] = path.endsWith('.csv') ? lines.length - 1 : lines.length;
  };
  const penalties = linesOf('environment/penalties').slice(0, LINES + 1);
  const numbers = new Set(penalties.flatMap((line) => line.split(',')));
  const [header = '', ...facilities] = linesOf('environment/facilities');
  const named = facilities.filter((line) => numbers.has(line.slice(0, line.indexOf(','))));
  write('environment/facilities', [header, ...named]);
  write('environment/penalties', penalties);
  write('police/fatal-accidents', linesOf('police/fatal-accidents'));
  write('fire/dispatches', linesOf('fire/dispatches').slice(0, LINES));
  return { files, counts };
}
