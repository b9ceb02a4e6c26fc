import { fileEntries as fileEntriesStatement } from '../generated/statements.ts';
import type { Graph } from '../graph/graph.ts';

/** Entries in one transaction. */
const BATCH = 500n;

/**
 * Files the entries of a chain under what they are about, up to its end. Whoever searches finds an entry before that too, by
 * reading those that are not filed; filing only keeps them few.
 */
export async function fileEntries(graph: Graph, chain: string, goesOn = () => true): Promise<void> {
  for (let filed = BATCH; filed === BATCH && goesOn(); ) {
    const rows = await graph.write((transaction) =>
      transaction.run(fileEntriesStatement, { chain, limit: BATCH }),
    );
    filed = BigInt(rows[0]?.filed ?? 0);
  }
}
