/** `npm run prove:intake [-- ROUNDS [SEED]]`: kills Node and Java at random points of an intake, 100 times by default. */
import { killIntake } from '../tests/crash/kill-intake.ts';

const rounds = Number(process.argv[2] ?? 100);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
console.log(
  `killing Node or Java at ${rounds} random points of taking a city of 200 persons in, seed ${seed}`,
);
const results = await killIntake({
  rounds,
  persons: 200,
  seed,
  onRound: ({ round, victim, after, disturbed, differences }) => {
    const outcome = differences.length === 0 ? 'same graph' : `DIFFERENT\n  ${differences.join('\n  ')}`;
    console.log(
      `${round} ${victim} after ${after} ms${disturbed ? '' : ' (it was done already)'}: ${outcome}`,
    );
  },
});
const wrong = results.filter(({ differences }) => differences.length > 0).length;
const disturbed = results.filter((result) => result.disturbed).length;
console.log(
  `${results.length - wrong} of ${results.length} ended in the same graph; ${disturbed} were killed in the middle`,
);
process.exitCode = wrong === 0 ? 0 : 1;
