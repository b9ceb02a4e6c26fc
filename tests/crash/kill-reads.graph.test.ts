import { expect, inject, it } from 'vitest';
import { killReads } from './kill-reads.ts';

it('lets no answer leave without its log entry when the server is killed while it reads', {
  timeout: 120_000,
}, async () => {
  const rounds = await killReads({ rounds: 2, store: { address: () => inject('neo4j') } });
  expect(rounds.flatMap(({ unlogged, findings }) => [...unlogged, ...findings])).toEqual([]);
  expect(Math.min(...rounds.map(({ answered }) => answered))).toBeGreaterThan(0);
});
