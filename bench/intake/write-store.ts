import type { GraphAddress } from '../../src/graph/open-graph.ts';
import { openBareDriver } from '../bench-store.ts';
import { readStatement } from '../statement-file.ts';
import type { WriteAnswer } from './messages.ts';
import type { RememberedStore } from './remember-store.ts';
import { StatementClock } from './statement-clock.ts';

const BATCH_ROWS = 5_000;

/** Writes remembered rows, nodes first, in batches of 5,000, each in a managed transaction of its own. */
export async function writeStore(address: GraphAddress, { rows }: RememberedStore): Promise<WriteAnswer> {
  const driver = openBareDriver(address);
  const clock = new StatementClock();
  const session = driver.session({ database: 'neo4j' });
  const began = performance.now();
  const used = process.cpuUsage();
  try {
    for (const [statement, all] of rows) {
      const text = readStatement(`intake/${statement}`);
      for (let start = 0; start < all.length; start += BATCH_ROWS) {
        const batch = all.slice(start, start + BATCH_ROWS);
        const started = performance.now();
        await session.executeWrite((transaction) => transaction.run(text, { rows: batch }));
        clock.add(statement, performance.now() - started);
      }
    }
  } finally {
    await session.close();
    await driver.close();
  }
  const spent = process.cpuUsage(used);
  return {
    seconds: (performance.now() - began) / 1000,
    nodeSeconds: (spent.user + spent.system) / 1e6,
    statements: clock.list(),
  };
}
