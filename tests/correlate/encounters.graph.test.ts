import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { arcMeters, lcg, runs, statedMoment } from './oracle.ts';
import { type Answer, buildWatchedTown, type Sighting, type WatchedTown } from './watched-town.ts';

const HERE = { longitude: 179.9998, latitude: -16.8 };
const PEOPLE = Array.from({ length: 8 }, (_, index) => `p${index}`);
let town: WatchedTown;
let ids: ReadonlyMap<string, string>;
const rows: Sighting[] = [];

beforeAll(async () => {
  town = await buildWatchedTown();
  const random = lcg(5);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  for (let index = 0; index < 160; index++) {
    const minute = Math.floor(random() * 180);
    const clock = new Date(Date.UTC(2024, 1, 28, 22, 30 + minute, Math.floor(random() * 60)))
      .toISOString()
      .slice(0, 19);
    const longitude = HERE.longitude + (random() - 0.5) * 0.004;
    rows.push({
      no: `s${index}`,
      who:
        random() < 0.2
          ? [pick(PEOPLE), pick(PEOPLE)].filter((one, at, all) => all.indexOf(one) === at)
          : [pick(PEOPLE)],
      place: 'gate',
      longitude: longitude > 180 ? longitude - 360 : longitude,
      latitude: HERE.latitude + (random() - 0.5) * 0.004,
      at: pick([clock, clock, clock, clock.slice(0, 16), clock.slice(0, 13), clock.slice(0, 10)]),
    });
  }
  expect((await town.sightings(rows)).quarantined).toBe(0);
  ids = await town.idsOf([...PEOPLE, 'gate']);
});

const person = fc.constantFrom(...PEOPLE);
const ENCOUNTERS = `query ($entity: ID!, $meters: Float!, $minutes: Float!, $during: During) {
  encounters(entity: $entity, withinMeters: $meters, withinMinutes: $minutes, during: $during, first: 500) {
    totalCount moments isCut
    encounters { at entity { id } distanceMeters minutesApart certainty record { key } otherRecord { key } }
  }
}`;

describe('encounters', () => {
  it('are those that a loop over all pairs of rows finds', async () => {
    let met = 0;
    await fc.assert(
      fc.asyncProperty(
        person,
        fc.constantFrom(0, 20, 120, 400),
        fc.constantFrom(0, 1, 15, 120),
        fc.boolean(),
        async (who, meters, minutes, isLeapDay) => {
          const during = isLeapDay ? { from: '2024-02-29T00:00:00Z', to: '2024-03-01T00:00:00Z' } : null;
          const { encounters } = await town.ask(ENCOUNTERS, {
            entity: ids.get(who),
            meters,
            minutes,
            during,
          });
          const expected = meetings(who, meters, minutes, isLeapDay);
          expect(encounters.totalCount).toBe(expected.length);
          expect(encounters.isCut).toBe(false);
          const found = encounters.encounters.map((one: Answer) =>
            [
              one.record.key,
              one.otherRecord.key,
              one.entity.id,
              one.minutesApart.toFixed(6),
              one.certainty,
            ].join(' '),
          );
          if (expected.length <= 500) expect([...found].sort()).toEqual([...expected].sort());
          else expect(expected).toEqual(expect.arrayContaining(found));
          const times = encounters.encounters.map(({ at }: Answer) => at);
          expect(times).toEqual([...times].sort().reverse());
          met += expected.length;
        },
      ),
      { numRuns: runs(12) },
    );
    expect(met).toBeGreaterThan(100);
  });

  it('are refused beyond two kilometers or a day, and of nobody', async () => {
    const ask = (variables: Record<string, unknown>) =>
      town.refuse(ENCOUNTERS, { entity: ids.get('p1'), meters: 10, minutes: 10, ...variables });
    expect(await ask({ meters: 1e7 })).toEqual(['BAD_INPUT']);
    expect(await ask({ minutes: 1e7 })).toEqual(['BAD_INPUT']);
    expect(await ask({ entity: 'e_unknown' })).toEqual(['NOT_FOUND']);
  });
});

describe('co-presence of a set', () => {
  it('is at moments of the rarest around which each of the others is', async () => {
    let together = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(person, { minLength: 2, maxLength: 4 }),
        fc.constantFrom(120, 400),
        fc.constantFrom(1, 20),
        async (who, meters, minutes) => {
          const { coPresence } = await town.ask(
            `query ($entities: [ID!]!, $meters: Float!, $minutes: Float!) {
            coPresence(entities: $entities, withinMeters: $meters, withinMinutes: $minutes, first: 500) { totalCount isCut occasions { at records { key } } }
          }`,
            { entities: who.map((one) => ids.get(one)), meters, minutes },
          );
          const counts = who.map((one) => ({
            one,
            count: rows.filter((row) => row.who.includes(one)).length,
          }));
          const fewest = Math.min(...counts.map(({ count }) => count));
          const [rarest] = counts
            .filter(({ count }) => count === fewest)
            .map(({ one }) => one)
            .sort((a, b) => ((ids.get(a) ?? '') < (ids.get(b) ?? '') ? -1 : 1));
          const expected = rows
            .filter((row) => row.who.includes(rarest ?? ''))
            .filter((row) =>
              who.every(
                (one) =>
                  one === rarest ||
                  rows.some((other) => other.who.includes(one) && isNear(row, other, meters, minutes)),
              ),
            );
          expect(coPresence.totalCount).toBe(expected.length);
          expect(coPresence.occasions.map((one: Answer) => one.records[0].key).sort()).toEqual(
            expected.map(({ no }) => no).sort(),
          );
          together += expected.length;
        },
      ),
      { numRuns: runs(8) },
    );
    expect(together).toBeGreaterThan(0);
  });

  it('is refused of one and of too many', async () => {
    const ask = (entities: readonly unknown[]) =>
      town.refuse('query ($entities: [ID!]!) { coPresence(entities: $entities) { totalCount } }', {
        entities,
      });
    expect(await ask([ids.get('p1'), ids.get('p1')])).toEqual(['BAD_INPUT']);
    expect(await ask(Array.from({ length: 21 }, (_, index) => `e_${index}`))).toEqual(['BAD_INPUT']);
  });
});

describe('companions', () => {
  it('rank above regulars who come to the same place at the same hour', async () => {
    const here = await buildWatchedTown();
    const random = lcg(3);
    const seen: Sighting[] = [];
    const add = (who: string, gate: number, time: number): void => {
      seen.push({
        no: `g${seen.length}`,
        who: [who],
        place: `gate${gate}`,
        longitude: 120 + gate / 50,
        latitude: 30,
        at: new Date(time).toISOString().slice(0, 19),
      });
    };
    const DAY = 86_400_000;
    const start = Date.UTC(2024, 0, 1);
    for (let day = 0; day < 90; day++) {
      // Everybody commutes through gate 0 between 8:00 and 8:20; two of them went on twelve trips together.
      if (day % 7 < 5)
        for (const who of ['ann', 'bo', 'cy', 'di', 'ed'])
          add(who, 0, start + day * DAY + 8 * 3_600_000 + random() * 1_200_000);
      if (day % 8 !== 3) continue;
      const trip = start + day * DAY + (9 + random() * 9) * 3_600_000;
      for (const [stop, gate] of [1, 2].entries())
        for (const [behind, who] of ['ann', 'fay'].entries())
          add(who, gate, trip + stop * 1_800_000 + behind * 40_000);
    }
    expect((await here.sightings(seen)).quarantined).toBe(0);
    const known = await here.idsOf(['ann', 'fay', 'bo']);
    const { companions } = await here.ask(
      'query ($entity: ID!) { companions(entity: $entity) { moments met isCut companions { entity { id } observed expected pValue places firstMet lastMet } } }',
      { entity: known.get('ann') },
    );
    expect([companions.met, companions.isCut]).toEqual([5, false]);
    const [best, ...regulars] = companions.companions;
    expect([best.entity.id, best.places]).toEqual([known.get('fay'), 2]);
    expect(best.pValue).toBeLessThan(0.001);
    expect(best.observed).toBe(22);
    expect(regulars.length).toBe(4);
    for (const { pValue, observed, expected } of regulars) {
      expect(observed).toBeGreaterThan(10);
      expect(expected).toBeGreaterThan(5);
      expect(pValue).toBeGreaterThan(0.05);
    }
  });

  it('were near as often as encounters say, by where they stayed and not by when they came', async () => {
    const here = await buildWatchedTown();
    const days = ['03-04', '03-12', '03-20', '03-29', '04-06', '04-17'].map((day) => `2024-${day}`);
    const at = (longitude: number) => ({ place: `at ${longitude}`, longitude, latitude: 20 });
    // One comes and stays for two hours, another passes by in the middle of that; elsewhere all that is known of one is the day.
    await here.stays(
      days.map((day, no) => ({
        ...{ no: `s${no}`, who: ['stays'], ...at(20) },
        ...{ since: `${day}T10:00:00`, until: `${day}T12:00:00` },
      })),
    );
    const seen = (who: string, longitude: number, time: string): readonly Sighting[] =>
      days.map((day) => ({ no: `${who} ${day}`, who: [who], ...at(longitude), at: `${day}${time}` }));
    await here.sightings([
      ...seen('passes', 20, 'T11:00:00'),
      ...seen('night', 21, 'T00:02:00'),
      ...seen('someday', 21, ''),
      ...seen('noon', 21, 'T14:00:00'),
    ]);
    const known = await here.idsOf(['stays', 'passes', 'night', 'someday', 'noon']);
    const names = new Map([...known].map(([name, id]) => [id, name]));
    for (const [who, others] of [
      ['stays', { passes: 6 }],
      ['passes', { stays: 6 }],
      ['night', { someday: 6 }],
      ['noon', { someday: 6 }],
      ['someday', { night: 6, noon: 6 }],
    ] as const) {
      const { companions, encounters } = await here.ask(
        `query ($entity: ID!) {
          companions(entity: $entity) { companions { entity { id } observed } }
          encounters(entity: $entity) { encounters { entity { id } record { id } } }
        }`,
        { entity: known.get(who) },
      );
      const met = new Map<string, Set<string>>();
      for (const { entity, record } of encounters.encounters)
        met.set(entity.id, (met.get(entity.id) ?? new Set()).add(record.id));
      const counts = Object.fromEntries([...met].map(([id, records]) => [names.get(id), records.size]));
      const found = companions.companions.map((one: Answer) => [names.get(one.entity.id), one.observed]);
      expect([who, counts, Object.fromEntries(found)]).toEqual([who, others, others]);
    }
  });
});

function meetings(who: string, meters: number, minutes: number, isLeapDay: boolean): readonly string[] {
  const found: string[] = [];
  for (const row of rows) {
    if (!row.who.includes(who)) continue;
    const own = statedMoment(row.at);
    if (isLeapDay && !(own.firstBegin < Date.UTC(2024, 2, 1) && own.lastEnd > Date.UTC(2024, 1, 29)))
      continue;
    for (const other of rows)
      for (const name of other.who) {
        if (name === who || !isNear(row, other, meters, minutes)) continue;
        const theirs = statedMoment(other.at);
        const apart = Math.max(0, theirs.firstBegin - own.lastEnd, own.firstBegin - theirs.lastEnd);
        const most = Math.max(theirs.lastEnd - own.firstBegin, own.lastEnd - theirs.firstBegin);
        const isSure = row.no === other.no || most <= minutes * 60_000;
        found.push(
          [
            row.no,
            other.no,
            ids.get(name),
            (apart / 60_000).toFixed(6),
            isSure ? 'CERTAIN' : 'POSSIBLE',
          ].join(' '),
        );
      }
  }
  return found;
}

function isNear(row: Sighting, other: Sighting, meters: number, minutes: number): boolean {
  const [one, two] = [statedMoment(row.at), statedMoment(other.at)];
  const apart = Math.max(0, two.firstBegin - one.lastEnd, one.firstBegin - two.lastEnd);
  const [here, there] = [row, other].map(({ longitude, latitude }) => ({
    longitude: longitude ?? 0,
    latitude: latitude ?? 0,
  }));
  return (
    here !== undefined && there !== undefined && apart <= minutes * 60_000 && arcMeters(here, there) <= meters
  );
}
