import type { Driver } from 'neo4j-driver';
import { z } from 'zod';
import { type During, PRESENT } from '../../src/as-of.ts';
import { CITY_DATASETS } from '../../src/city/errors/rates.ts';
import { askArea } from '../../src/correlate/areas/asked-area.ts';
import type { Graph } from '../../src/graph/graph.ts';
import type { Settings } from '../../src/settings.ts';
import type { Question } from '../questions/question.ts';
import { sample } from '../questions/sample.ts';
import { askCompanions } from './questions/companions.ts';
import { askCrossings } from './questions/crossings.ts';
import { askNear, askNearWide, askPresenceAtPoint } from './questions/near.ts';
import { askPresenceAtPlace, askTimeline } from './questions/of-entity.ts';
import { askPaths } from './questions/paths.ts';
import { askWithinArea, askWithinBox } from './questions/within.ts';

const COUNT = 500;
/** Passages of the vehicles that were driven past every camera (`busy-vehicles.ts`). */
const OFTEN = 1_000;
const HUBS = 40;
const EVENTS = ['traffic-police/accidents', 'emergency-dispatch/dispatches'];
const MOVING = [...EVENTS, 'traffic-police/passages'];
/** Districts of the city as they stand today. */
const DISTRICTS = ['380102', '380103', '380104', '380106', '380108', '380111', '380112'];
const YEARS: During = { from: '2015-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };
const DAY = 86_400_000;

/** Every root that the project promises a time for, about subjects drawn from what the store holds. */
export async function listCorrelateQuestions(
  driver: Driver,
  graph: Graph,
  settings: Settings,
): Promise<readonly Question[]> {
  const moments = await sample(
    driver,
    'correlate/sample-moments',
    z.object({ longitude: z.number(), latitude: z.number(), at: z.number() }),
    { count: COUNT },
  );
  const middle = moments[0]?.at ?? 0;
  const over = (days: number): During => ({
    from: new Date(middle - (days * DAY) / 2).toISOString(),
    to: new Date(middle + (days * DAY) / 2).toISOString(),
  });
  const Id = z.object({ id: z.string() });
  const places = await sample(driver, 'correlate/sample-places', Id, { count: COUNT });
  const persons = await sample(driver, 'reads/sample-persons', Id, { count: COUNT });
  const hubs = await sample(driver, 'correlate/sample-hubs', Id, { count: HUBS });
  const Busy = Id.extend({ places: z.array(z.tuple([z.number(), z.number(), z.string()])) });
  const busy = await sample(driver, 'correlate/sample-busy', Busy, { count: COUNT, least: OFTEN });
  const seen = await sample(driver, 'correlate/sample-busy', Busy, { count: COUNT, least: 20 });
  const context = { graph, settings, clock: Date.now };
  const areas = await Promise.all(DISTRICTS.map((code) => askArea(context, PRESENT, { code })));
  return [
    askNear(moments, over(7)),
    askNearWide(moments, over(1), MOVING),
    askWithinBox(moments, over(7)),
    askWithinArea(areas, over(30), EVENTS),
    askPresenceAtPoint(moments, over(7)),
    askPresenceAtPlace(
      places.map(({ id }) => id),
      YEARS,
    ),
    askTimeline(
      seen.map(({ id }) => id),
      YEARS,
    ),
    askPaths('paths', pairUp(persons)),
    askPaths('paths, hub to hub', pairUp(hubs)),
    askCompanions(busy),
    askCrossings('crossings of a pair', pairUp(CITY_DATASETS.map((id) => ({ id }))), 20),
    askCrossings('crossings of all', [CITY_DATASETS], 1),
  ];
}

/** Each with the next. */
function pairUp(things: readonly { readonly id: string }[]): readonly (readonly [string, string])[] {
  return things.flatMap(({ id }, place): readonly (readonly [string, string])[] => {
    const next = things[place + 1];
    return next === undefined ? [] : [[id, next.id]];
  });
}
