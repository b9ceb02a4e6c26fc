import { expect, it } from 'vitest';
import { killIntake } from './kill-intake.ts';

it('ends in the same graph when Node or Java is killed at any point and the command is given again', {
  timeout: 240_000,
}, async () => {
  const rounds = await killIntake({ rounds: 3, persons: 30, seed: 20261123 });
  expect(rounds.flatMap(({ differences }) => differences)).toEqual([]);
  expect(rounds.some(({ disturbed }) => disturbed)).toBe(true);
});
