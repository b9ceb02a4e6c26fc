import { graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSchema } from '../../src/api/build-schema.ts';
import { createRequestContext } from '../../src/api/context.ts';
import { hasTainan, listTainanFiles, takeInTainan } from '../intake/tainan.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { openTestGraph } from '../setup/test-graph.ts';

/** The dispatch log is dense on 45 days; a day counts with 40 dispatches. Places are districts or streets without a point. */
const QUERY = `{
  sameOccasions(dataset: "tainan-police/fatal-accidents", other: "tainan-fire/dispatches", otherPerDay: 40, timeZone: "Asia/Taipei") {
    events eventsFound expected foundByShift pValue occasions { minutes probability evidence { of level bits } record { key } otherRecord { key } }
  }
}`;

describe.runIf(hasTainan())(
  'fatal accidents of Tainan and the dispatches to them (needs ../shared/data)',
  () => {
    it('are found far more often than by chance, with the model of the synthetic city', async () => {
      const files = listTainanFiles();
      const police = files['police/fatal-accidents'] ?? [];
      await takeInTainan({
        'police/fatal-accidents': police.filter((path) => /202[56]/.test(path)),
        'fire/dispatches': files['fire/dispatches'] ?? [],
      });
      const graph = await openTestGraph();
      const { settings } = intakeContext(graph);
      const contextValue = createRequestContext({
        ...{ graph, settings, clock: Date.now },
        caller: { user: 'a', role: 'analyst', department: null },
      });
      const { data, errors } = await graphql({ schema: buildSchema(), source: QUERY, contextValue });
      expect(errors).toBeUndefined();
      const { sameOccasions } = JSON.parse(JSON.stringify(data));
      await graph.close();
      expect(sameOccasions.events).toBe(11);
      expect(sameOccasions.eventsFound).toBeGreaterThanOrEqual(5);
      expect(sameOccasions.expected).toBeLessThan(1);
      expect(sameOccasions.pValue).toBeLessThan(0.002);
    }, 600_000);
  },
);
