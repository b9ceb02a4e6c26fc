import { type During, PRESENT } from '../../../src/as-of.ts';
import type { Position } from '../../../src/correlate/place/distance.ts';
import { toCircle } from '../../../src/correlate/place/shape.ts';
import { seekShape } from '../../../src/correlate/presence/presence-source.ts';
import { presenceBounds } from '../../../src/correlate/presence/window.ts';
import type { Question } from '../../questions/question.ts';
import { describePresences, PAGE, subjectDuring } from '../presence-answer.ts';

const NEAR = `query Near($point: PositionInput!, $radius: Float!, $during: During!, $datasets: [ID!]) {
  near(point: $point, radiusMeters: $radius, during: $during, datasets: $datasets, first: 50) ${PAGE}
}`;
const PRESENCE = `query Presence($point: PositionInput!, $during: During!) {
  presence(point: $point, during: $during, first: 50) ${PAGE}
}`;
const BLOCKS = 500;
const HALF_THE_CITY = 10_000;
/** As close as counts as there. */
const THERE = 50;

/** What was within some blocks of a point over a week. */
export function askNear(points: readonly Position[], week: During): Question {
  return {
    ...{ name: 'near', graphql: NEAR, statement: 'correlate/near' },
    subjects: points.map((point) => subjectAround(point, BLOCKS, week, {})),
    ...describePresences('near', week),
  };
}

/** What was in half of the city on one day, of datasets of events. */
export function askNearWide(points: readonly Position[], day: During, datasets: readonly string[]): Question {
  return {
    ...{ name: 'near, 10 km', graphql: NEAR, statement: 'correlate/near-wide' },
    subjects: points.map((point) => subjectAround(point, HALF_THE_CITY, day, { datasets })),
    ...describePresences('near', day),
  };
}

/** What was at a point over a week. */
export function askPresenceAtPoint(points: readonly Position[], week: During): Question {
  return {
    ...{ name: 'presence at a point', graphql: PRESENCE, statement: 'correlate/near' },
    subjects: points.map((point) => subjectAround(point, THERE, week, {})),
    ...describePresences('presence', week),
  };
}

function subjectAround(
  { longitude, latitude }: Position,
  radius: number,
  during: During,
  more: { readonly datasets?: readonly string[] },
) {
  const point = { longitude, latitude };
  const { window } = presenceBounds(PRESENT, during);
  const { params } = seekShape(toCircle(point, radius), PRESENT, window);
  return subjectDuring(during, { point, radius, ...more }, { ...params, ...more });
}
