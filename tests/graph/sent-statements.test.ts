import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMatter, ping } from '../../src/generated/statements.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { openTestGraph } from '../setup/test-graph.ts';

const ID = 'x_sent-without-waiting';
const BREAK_OFF = new Error('Broken off, so that nothing stays behind');
const matter = { properties: { id: ID, purpose: 'test' } };
let graph: Graph;

beforeAll(async () => {
  graph = await openTestGraph();
});

afterAll(() => graph.close());

describe('a statement that is sent without waiting', () => {
  it('runs before what is asked after it, and its failure is that of the whole', async () => {
    await expect(
      graph.write(async (transaction) => {
        transaction.send(createMatter, matter);
        await transaction.run(createMatter, matter);
      }),
    ).rejects.toMatchObject({ code: 'Neo.ClientError.Schema.ConstraintValidationFailed' });
  });

  it('fails the work that asked for nothing afterwards, with its own reason, and leaves nothing', async () => {
    let asked = 0;
    await expect(
      graph.write(async (transaction) => {
        asked += 1;
        for (let time = 0; time < 3; time++) transaction.send(createMatter, matter);
        transaction.send(ping, {});
      }),
    ).rejects.toMatchObject({ code: 'Neo.ClientError.Schema.ConstraintValidationFailed' });
    expect(asked).toBeGreaterThan(1);
    await expect(
      graph.write(async (transaction) => {
        expect(await transaction.run(createMatter, matter)).toEqual([{ id: ID }]);
        throw BREAK_OFF;
      }),
    ).rejects.toBe(BREAK_OFF);
  });

  it('is told to observers with the time that was its own', async () => {
    const told: [string, number][] = [];
    const stop = graph.observe((name, milliseconds) => told.push([name, milliseconds]));
    const began = performance.now();
    await graph.write(async (transaction) => {
      for (let time = 0; time < 20; time++) transaction.send(ping, {});
    });
    const whole = performance.now() - began;
    stop();
    expect(told.map(([name]) => name)).toEqual(Array(20).fill('graph/ping'));
    expect(told.reduce((sum, [, milliseconds]) => sum + milliseconds, 0)).toBeLessThanOrEqual(whole);
  });
});
