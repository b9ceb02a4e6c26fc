import { beforeAll, describe, expect, it } from 'vitest';
import { measureClusters } from '../../../src/evaluate/measures.ts';
import { findSame, resolveFromScratch } from '../../../src/evaluate/resolve-from-scratch.ts';
import { mentionId, recordId } from '../../../src/ids.ts';
import type { MentionState } from '../../../src/intake/batch-change.ts';
import { foldAlike } from '../../../src/resolve/engine/fold.ts';
import { Workspace } from '../../../src/resolve/engine/sql/workspace.ts';
import { toIdentityMention } from '../../../src/resolve/identity-claim.ts';
import { toEngineMention } from '../../../src/resolve/matching/resolvable.ts';
import { attribute } from './invented-people.ts';

const MODELS = ['A1', 'B2', 'C3', 'D4', 'E5'];
const COLOURS = ['白', '黑', '红', '蓝', '银', '灰', '绿'];

function vehicle(
  name: string,
  [from, to]: readonly [string, string],
  attributes: Readonly<Record<string, string>>,
): MentionState {
  const schemes: Readonly<Record<string, string>> = { plateNo: 'cn.plate', vin: 'local.vin' };
  return {
    ...{
      id: mentionId(recordId('test/vehicles', name), 'vehicle', ''),
      record: recordId('test/vehicles', name),
    },
    ...{ dataset: 'test/vehicles', role: 'vehicle', kind: 'Thing', type: 'vehicle', namesake: false },
    ...{ validFrom: `${from}T00:00:00.000Z`, validTo: `${to}T00:00:00.000Z` },
    attributes: Object.entries(attributes).flatMap(
      ([label, text]) =>
        attribute(label, label in schemes ? 'identifier' : 'text', text, schemes[label]) ?? [],
    ),
  };
}

/** A car that is registered, has an accident, and passes a gate twice; its number was another's, or is another's later on. */
function car(one: number, plate: string, year: number): readonly (readonly [string, MentionState])[] {
  const model = MODELS[one % MODELS.length] ?? '';
  const colour = COLOURS[one % COLOURS.length] ?? '';
  const vin = `LX${String(10_000_019 * (one + 7)).padStart(15, '0')}`;
  return [
    vehicle(`${one} register`, [`${year}-02-01`, `${year + 3}-02-01`], {
      plateNo: plate,
      vin,
      model,
      colour,
    }),
    vehicle(`${one} accidents`, [`${year + 1}-03-05`, `${year + 1}-03-06`], { plateNo: plate, model }),
    vehicle(`${one} gate-1`, [`${year + 1}-06-05`, `${year + 1}-06-06`], { plateNo: plate }),
    vehicle(`${one} gate-2`, [`${year + 2}-06-07`, `${year + 2}-06-08`], { plateNo: plate }),
  ].map((mention) => [`car ${one}`, mention] as const);
}

describe('a plate that is issued again', () => {
  const all = Array.from({ length: 60 }, (_, one) => {
    const plate = `苏X${String(12_345 + one * 373).padStart(5, '0')}`;
    return one % 3 === 0 ? [...car(one, plate, 2010), ...car(one + 100, plate, 2016)] : car(one, plate, 2012);
  }).flat();
  let clusters: readonly number[];

  beforeAll(async () => {
    const identified = new Map(all.map(([, state], place) => [place, toIdentityMention(state, null)]));
    const workspace = await Workspace.open();
    try {
      const mentions = all.map(([, state]) => toEngineMention(state));
      clusters = [...(await resolveFromScratch(workspace, mentions, findSame(identified))).clusters];
    } finally {
      workspace.close();
    }
  });

  it('is not the same car at another time, and the same at one', () => {
    const { precision, recall } = measureClusters(
      clusters,
      all.map(([truth]) => truth),
    );
    expect(precision).toBe(1);
    expect(recall).toBeGreaterThan(0.9);
  });

  it('is not held to itself years later as if nothing else were said', () => {
    const { distinct } = foldAlike(
      ['2013', '2013', '2019'].map((year, at) =>
        toEngineMention(
          vehicle(`${at}`, [`${year}-06-01`, `${year}-06-0${at + 2}`], { plateNo: '苏X12345' }),
        ),
      ),
    );
    expect(distinct.map(({ validFrom }) => validFrom?.slice(0, 4))).toEqual(['2013', '2019']);
  });
});
