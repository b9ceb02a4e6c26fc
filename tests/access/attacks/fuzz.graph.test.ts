import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AttackedTown, startAttackedTown } from './attacked-town.ts';
import { buildCallers, type FuzzCallers, fuzz } from './fuzz.ts';

/** The same questions every time; `npm run prove:fuzz` asks others, and many more. */
const SEED = 20261125;

let town: AttackedTown;
let callers: FuzzCallers;
beforeAll(async () => {
  town = await startAttackedTown();
  callers = await buildCallers(town);
});
afterAll(() => town.close());

it('random questions of callers without a matter, or under one that leaves a class out, never get a value of a class that is hidden from them', async () => {
  const { leaks, answered, internal } = await fuzz(town, callers.strangers, { seed: SEED, rounds: 150 });
  expect([leaks, internal]).toEqual([[], []]);
  expect(answered).toBeGreaterThan(30);
}, 120_000);

it('random questions of the department itself do get them: the planted values are there to be found', async () => {
  const { leaks } = await fuzz(town, [callers.owner], { seed: SEED, rounds: 400, first: true });
  expect(leaks).toHaveLength(1);
}, 60_000);
