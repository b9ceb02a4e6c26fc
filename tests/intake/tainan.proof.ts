import { beforeAll, describe, expect, it } from 'vitest';
import type { DeliveryReport } from '../../src/intake/delivery.ts';
import { onStore } from '../setup/on-store.ts';
import { hasTainan, listTainanFiles, takeInTainan } from './tainan.ts';

/** All of it; `npm test` takes a part of each file. */
describe.runIf(hasTainan())('Tainan, taken in through the same door (needs ../shared/data)', () => {
  let reports: ReadonlyMap<string, readonly DeliveryReport[]> = new Map();

  beforeAll(async () => {
    reports = await takeInTainan(listTainanFiles());
  }, 240_000);

  it('accounts for every row', () => {
    const sums = [...reports].map(([name, done]) => {
      const sum = (count: (report: DeliveryReport) => number) =>
        done.reduce((total, report) => total + count(report), 0);
      expect(sum(({ rows }) => rows)).toBe(
        sum(
          ({ accepted, unchanged, versions, quarantined }) => accepted + unchanged + versions + quarantined,
        ),
      );
      return [
        name,
        sum(({ rows }) => rows),
        sum(({ quarantined }) => quarantined),
        done.some(({ held }) => held),
      ];
    });
    expect(sums).toEqual([
      ['environment/facilities', 7380, 0, false],
      ['environment/penalties', 3092, 0, false],
      ['police/fatal-accidents', 3633, 0, false],
      ['fire/dispatches', 12679, 0, false],
    ]);
  });

  it('lets facilities and penalties meet by control number', async () => {
    const [met] = await onStore(
      `MATCH (p:Mention)-[x:REFERS_TO]->(e:Entity)<-[y:REFERS_TO]-(f:Mention)
       WHERE p.dataset = 'tainan-environment/penalties' AND f.dataset = 'tainan-environment/facilities'
         AND p.role = 'facility' AND x.endedBy IS NULL AND y.endedBy IS NULL
       RETURN count(DISTINCT p) AS penalties, count(DISTINCT e) AS facilities`,
    );
    const [all] = await onStore(
      `MATCH (p:Mention) WHERE p.dataset = 'tainan-environment/penalties' AND p.role = 'facility' RETURN count(p) AS penalties`,
    );
    // 2,521 of the 3,092 rows name a facility that the register holds (1,054 different ones).
    expect(Number(met?.penalties)).toBeGreaterThan(0.75 * Number(all?.penalties));
    expect(Number(met?.facilities)).toBeGreaterThan(1000);
  });

  it('keeps facilities at (0,0) off the map and says so on their records', async () => {
    const [flagged] = await onStore(
      `MATCH (r:Record) WHERE r.dataset = 'tainan-environment/facilities' AND r.pointFlags IS NOT NULL
       RETURN count(r) AS records, count(r.point) AS points, count(r.originalLongitude) AS written`,
    );
    expect(flagged).toEqual({ records: 2541, points: 0, written: 2541 });
  });
});
