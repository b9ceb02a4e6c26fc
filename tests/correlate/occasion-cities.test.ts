import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OccasionEvent } from '../../src/correlate/occasions/event.ts';
import { learnOccasions } from '../../src/correlate/occasions/learn-occasions.ts';
import { DAY, SHIFTS_IN_DAYS } from '../../src/correlate/occasions/learn-pair.ts';
import { type CandidatePair, REACH } from '../../src/correlate/occasions/read-looks.ts';
import { findLikely, placePairs } from '../../src/correlate/occasions/score-occasions.ts';
import { recordId } from '../../src/ids.ts';
import { loadDefinition } from '../../src/intake/definition.ts';
import { DEFAULT_READ_LIMITS } from '../../src/intake/readers/limits.ts';
import { readRows } from '../../src/intake/readers/read-rows.ts';
import { createRowMapper, isRowFault } from '../../src/intake/row-mapper.ts';
import { storeAttributes } from '../../src/intake/stored-attribute.ts';
import { makeCity } from '../city/generated-city.ts';
import { runs } from './oracle.ts';

const ACCIDENTS = 'traffic-police/accidents';
const DISPATCHES = 'emergency-dispatch/dispatches';
const MINUTE = 60_000;

/** The events of a file by their keys, mapped as intake maps them, without a graph. */
async function readEvents(dataset: string, file: string): Promise<ReadonlyMap<string, OccasionEvent>> {
  const definition = await loadDefinition(`examples/city/${dataset}.odcs.yaml`);
  const mapper = createRowMapper(definition);
  const events = new Map<string, OccasionEvent>();
  const { format, encoding } = definition.contract;
  for await (const rows of readRows(file, { format, encoding }, DEFAULT_READ_LIMITS))
    for (const row of rows) {
      const key = mapper.keyOf(row);
      if (key === null || events.has(key)) continue;
      const mapped = mapper.map(key, [row]);
      if (isRowFault(mapped) || mapped.period === undefined) continue;
      const attributes = mapped.mentions
        .filter(({ kind }) => kind === 'Event' || kind === 'Place')
        .flatMap((mention) => storeAttributes(mention.attributes))
        .filter(({ kind }) => kind === 'code' || kind === 'text' || kind === 'address');
      const kinds = attributes
        .filter(({ kind }) => kind !== 'address')
        .map(({ name, value }) => [name, value] as const);
      const { point } = mapped;
      events.set(key, {
        ...{ id: recordId(dataset, key), kind: 'Event', type: '', source: dataset, attributes },
        ...{ kinds: new Map(kinds), at: Date.parse(mapped.period.from), validFrom: mapped.period.from },
        ...(point === undefined || point.flags.length > 0 ? {} : { point }),
      });
    }
  return events;
}

/** Every pair within reach, by a loop. */
function look(
  events: readonly OccasionEvent[],
  others: readonly OccasionEvent[],
  shift: number,
): readonly CandidatePair[] {
  return events.flatMap((one) => {
    const at = one.at + shift;
    const event = shift === 0 ? one : { ...one, at, validFrom: new Date(at).toISOString() };
    return others.flatMap((other) => {
      const minutes = (other.at - at) / MINUTE;
      return minutes >= REACH.earliest && minutes < REACH.latest ? [{ event, other, minutes }] : [];
    });
  });
}

describe('same occasions of cities that nothing was fitted to', () => {
  it.each(Array.from({ length: runs(1) }, (_, at) => at + 2))(
    'are those of the truth of seed %i, 95 in 100 and more either way',
    async (seed) => {
      const city = await makeCity({ persons: 2_000, seed });
      try {
        const accidents = await readEvents(ACCIDENTS, join(city.directory, `${ACCIDENTS}.csv`));
        const dispatches = await readEvents(DISPATCHES, join(city.directory, `${DISPATCHES}.ndjson`));
        const [events, others] = [[...accidents.values()], [...dispatches.values()]];
        const shifts = [0, ...SHIFTS_IN_DAYS.map((days) => days * DAY)];
        const looks = shifts.map((shift) => look(events, others, shift));
        const [pairs = [], ...shifted] = await placePairs(looks);
        const model = learnOccasions(pairs, shifted, events.length);
        const [likely = []] = await findLikely({ id: null, model }, [looks[0] ?? []]);
        const found = new Set(likely.map(({ event, other }) => `${event.id} ${other.id}`));
        const truth = city
          .rows('occasions.csv')
          .map(
            ({ accident = '', dispatch = '' }) =>
              `${recordId(ACCIDENTS, accident)} ${recordId(DISPATCHES, dispatch)}`,
          );
        const right = truth.filter((pair) => found.has(pair)).length;
        expect(right / found.size).toBeGreaterThanOrEqual(0.95);
        expect(right / truth.length).toBeGreaterThanOrEqual(0.95);
      } finally {
        await city.remove();
      }
    },
    60_000,
  );
});
