import { expect, it } from 'vitest';
import { ping } from '../../src/generated/statements.ts';
import { openTestGraph } from '../setup/test-graph.ts';

it('a graph that was closed refuses work, so that what a signal interrupted ends quietly', async () => {
  const graph = await openTestGraph();
  await graph.read(ping, {});
  await graph.close();
  await expect(graph.read(ping, {})).rejects.toMatchObject({ code: 'GRAPH_UNREACHABLE' });
  await expect(graph.write(async (transaction) => transaction.run(ping, {}))).rejects.toMatchObject({
    code: 'GRAPH_UNREACHABLE',
  });
  await expect(graph.migrate([['RETURN 1']])).rejects.toMatchObject({ code: 'GRAPH_UNREACHABLE' });
});
