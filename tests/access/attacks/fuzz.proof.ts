import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AttackedTown, startAttackedTown } from './attacked-town.ts';
import { buildCallers, type FuzzCallers, fuzz } from './fuzz.ts';

/** `FUZZ_SEED=7 FUZZ_ROUNDS=5000 npm run prove:fuzz` asks again what was asked, and more; `npm test` asks a few. */
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1e9);
const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 1_000);

let town: AttackedTown;
let callers: FuzzCallers;
beforeAll(async () => {
  town = await startAttackedTown();
  callers = await buildCallers(town);
});
afterAll(() => town.close());

describe(`random questions (seed ${SEED})`, () => {
  it('of callers without a matter, or under one that leaves a class out, never get a value of a class that is hidden from them', async () => {
    const { leaks, answered, internal } = await fuzz(town, callers.strangers, { seed: SEED, rounds: ROUNDS });
    expect(leaks).toEqual([]);
    expect(internal).toEqual([]);
    expect(answered).toBeGreaterThan(ROUNDS / 10);
  }, 3_600_000);

  it('of the department itself do get them: the planted values are there to be found', async () => {
    const { leaks } = await fuzz(town, [callers.owner], { seed: SEED, rounds: Math.min(ROUNDS, 200) });
    expect(leaks.map(({ canary }) => canary)).toContain(town.canariesOf('personal')[0]);
  }, 600_000);
});
