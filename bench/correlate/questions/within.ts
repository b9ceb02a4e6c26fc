import { type During, PRESENT } from '../../../src/as-of.ts';
import type { AskedArea } from '../../../src/correlate/areas/asked-area.ts';
import type { Position } from '../../../src/correlate/place/distance.ts';
import { readPolygon } from '../../../src/correlate/place/polygon.ts';
import { seekArea, seekShape } from '../../../src/correlate/presence/presence-source.ts';
import { presenceBounds } from '../../../src/correlate/presence/window.ts';
import { toPoint } from '../../../src/graph/values.ts';
import type { Question } from '../../questions/question.ts';
import { describePresences, PAGE, subjectDuring } from '../presence-answer.ts';

const BOX = `query Within($polygon: JSON!, $during: During!) {
  within(polygon: $polygon, during: $during, first: 50) ${PAGE}
}`;
const AREA = `query WithinArea($code: ID!, $during: During!, $datasets: [ID!]!) {
  within(area: { code: $code }, during: $during, datasets: $datasets, first: 50) ${PAGE}
}`;
/** Half of a box's sides in degrees: some two kilometers from side to side. */
const [WIDE, HIGH] = [0.01, 0.009];

/** What was in a box of some blocks over a week. */
export function askWithinBox(points: readonly Position[], week: During): Question {
  return {
    ...{ name: 'within a box', graphql: BOX, statement: 'correlate/within-box' },
    subjects: points.map((point) => {
      const [west, east] = [point.longitude - WIDE, point.longitude + WIDE];
      const [south, north] = [point.latitude - HIGH, point.latitude + HIGH];
      const ring = [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ];
      const polygon = { type: 'Polygon', coordinates: [ring] };
      const { params } = seekShape(readPolygon(polygon), PRESENT, presenceBounds(PRESENT, week).window);
      const corners = { lowerLeft: toPoint(west, south), upperRight: toPoint(east, north) };
      return subjectDuring(week, { polygon }, { ...params, ...corners });
    }),
    ...describePresences('within', week),
  };
}

/** What happened in an administrative area over a month. */
export function askWithinArea(
  areas: readonly AskedArea[],
  month: During,
  datasets: readonly string[],
): Question {
  return {
    ...{ name: 'within an area', graphql: AREA, statement: 'correlate/within-area' },
    subjects: areas.map((area) =>
      subjectDuring(
        month,
        { code: area.entry.code, datasets },
        { ...seekArea(area, PRESENT).params, datasets },
      ),
    ),
    ...describePresences('within', month),
  };
}
