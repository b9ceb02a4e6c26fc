import { afterAll, beforeAll, expect, it } from 'vitest';
import { rehearse } from '../../src/api/rehearse.ts';
import { listExampleQuestions } from '../../src/cli/example-questions.ts';
import type { Context } from '../../src/context.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { openTestGraph } from '../setup/test-graph.ts';

let graph: Graph;
let context: Context;

beforeAll(async () => {
  graph = await openTestGraph();
  const { settings, clock } = intakeContext(graph);
  context = { graph, settings, clock };
});
afterAll(() => graph.close());

it('asks the example questions of the demo city to their end, and writes nothing', async () => {
  const asked: string[] = [];
  const stop = graph.observe((name) => asked.push(name));
  const questions = listExampleQuestions('loaded').map(({ query }) => query);
  await rehearse(context, questions);
  stop();
  const names = new Set(asked);
  // The first thing and the last that they read.
  expect(names).toContain('resolve/search-entities');
  expect(names).toContain('resolve/page-timeline');
  expect([...names].filter((name) => /(create|append|note|store)-/.test(name))).toEqual([]);
});

it('tells what is wrong with a question', async () => {
  const question = '{ search(text: "王", first: 5, matter: "x_nobody") { totalCount } }';
  await expect(rehearse(context, [question])).rejects.toMatchObject({ code: 'MATTER_UNUSABLE' });
});
