import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBearers } from '../../../src/resolve/engine/candidates/bearers.ts';
import { SPARED } from '../../../src/resolve/engine/candidates/candidate-sql.ts';
import { constraintsOf } from '../../../src/resolve/engine/clustering/constraints-of.ts';
import {
  type Resolution,
  resolveMentions,
  scoreCandidates,
} from '../../../src/resolve/engine/resolve-mentions.ts';
import { comparePairs } from '../../../src/resolve/engine/scoring/read-pairs.ts';
import { Workspace } from '../../../src/resolve/engine/sql/workspace.ts';
import { attribute } from './invented-people.ts';
import { inventResident, residentId, stateResident } from './invented-residents.ts';

const { name, born, phone } = inventResident(1);

describe('mentions that bear a number which a thing has one of', () => {
  it.each([
    [
      'of one number the one that says most speaks for it',
      [
        { name, id: residentId(born, 1) },
        { name, born, id: residentId(born, 1) },
      ],
      [
        [0, false],
        [1, true],
      ],
    ],
    [
      'of different numbers each speaks for its own',
      [{ id: residentId(born, 1) }, { id: residentId(born, 2) }],
      [
        [0, true],
        [1, true],
      ],
    ],
    ['without a number nobody is one', [{ name, born, phone }], []],
    ['a number with a wrong check digit is none', [{ name, id: residentId(born, 1).replace(/.$/, '?') }], []],
  ])('%s', (_, stated, expected) => {
    const found = findBearers(stated.map((one, at) => stateResident(`m${at}`, one)));
    expect(found.map(({ place, speaks }) => [place, speaks])).toEqual(expected);
  });
});

it('takes a mention with two numbers for the bearer of neither', () => {
  const second = attribute('formerId', 'identifier', residentId(born, 2), 'cn.resident-id');
  const found = findBearers([
    stateResident('m0', { name, id: residentId(born, 1) }),
    stateResident('m1', { name, id: residentId(born, 1) }, 'a', [second]),
  ]);
  expect(found.map(({ place }) => place)).toEqual([0]);
});

/** Two of one name and telephone, each stated three times with a number of its own; a third without one; and strangers. */
const TWINS = [1, 2].flatMap((serial) => {
  const { name, born, phone, address } = inventResident(7);
  const id = residentId(born, serial);
  return [
    { name, born, phone, id },
    { name, phone, id },
    { name, address, id },
  ].map((said, at) => stateResident(`t${serial}${at}`, said, `source ${at}`));
});
const MENTIONS = [
  ...TWINS,
  stateResident('u', { name: inventResident(7).name, phone: inventResident(7).phone }, 'd'),
  ...Array.from({ length: 40 }, (_, one) => inventResident(one + 10)).flatMap((resident, one) =>
    ['a', 'b'].map((source) => stateResident(`s${one}${source}`, resident, source)),
  ),
];

describe('a run over mentions that bear numbers', () => {
  let workspace: Workspace;
  let whole: Resolution;
  let again: Resolution;

  beforeAll(async () => {
    workspace = await Workspace.open();
    const constraints = constraintsOf(MENTIONS);
    whole = await resolveMentions(workspace, MENTIONS, { constraints });
    again = await resolveMentions(workspace, [...MENTIONS], { constraints, model: whole.model });
  });
  afterAll(() => workspace.close());

  it('holds two numbers to each other by the mentions that speak for them alone', async () => {
    const spared = await workspace.rows(
      'spared',
      `SELECT count(*) FROM candidate AS c JOIN bearer AS l ON l.i = c.l JOIN bearer AS r ON r.i = c.r WHERE ${SPARED}`,
    );
    expect(Number(spared[0]?.[0])).toBe(0);
    const between = await workspace.rows(
      'between',
      'SELECT l, r FROM candidate WHERE l < 3 AND r BETWEEN 3 AND 5',
    );
    expect(between).toHaveLength(1);
    expect(again.weights.left.length).toBeLessThan(whole.weights.left.length);
    // Training saw them all, and tells how many a run compares.
    expect(again.candidates).toBe(await workspace.count('candidate'));
    expect(whole.model.trainedOn.candidates).toBe(again.candidates);
  });

  it('finds the same clusters as one that compares everything, and says how alike two are that a number keeps apart', () => {
    expect([...again.clusters]).toEqual([...whole.clusters]);
    const [veto] = again.vetoed.filter(({ left, right }) => left === 0 && right === 3);
    expect(veto?.veto.is).toBe('exclusive-values');
    expect(veto?.bits).toBeGreaterThan(-4);
  });

  it('weighs pairs the same and in the same order block by block', async () => {
    const all = await scoreCandidates(workspace, [...MENTIONS], whole.model);
    const blocks = await comparePairs(workspace, 'compare in blocks', whole.model, 'candidate', 20);
    const listOf = ({ left, right, bits }: typeof all): readonly string[] =>
      Array.from(left, (l, at) => `${l} ${right[at]} ${bits[at]}`);
    expect(listOf(blocks)).toEqual(listOf(all));
    expect(listOf(all).length).toBeGreaterThan(40);
  });
});
