import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { keepSmall } from '../../src/runtime-flags.ts';

it('collects what a process that has grown large no longer uses', async () => {
  const ballast = Buffer.alloc(400_000_000, 1);
  const dropped = (() => new WeakRef({ unused: Array.from({ length: 1_000 }, String) }))();
  // What a weak reference was made of lives until the turn is over.
  await turn();
  keepSmall();
  await turn();
  expect(dropped.deref()).toBeUndefined();
  expect(ballast.at(-1)).toBe(1);
});
