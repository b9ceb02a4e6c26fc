import type { ManagedTransaction } from 'neo4j-driver';
import type { StatementObserver, Transaction } from './graph.ts';
import { withoutStack } from './one-round-trip.ts';
import { toQuery } from './statement.ts';

/** Our transaction over a driver's, and how to wait for all that was sent in it. */
export function inTransaction(
  managed: ManagedTransaction,
  { requireOpen, tell }: { readonly requireOpen: () => void; readonly tell: StatementObserver },
): { readonly transaction: Transaction; readonly finish: () => Promise<void> } {
  const sent: Promise<unknown>[] = [];
  // Those that follow a failed statement fail for its sake; its own reason is what a person needs to hear.
  let failure: { readonly error: unknown } | undefined;
  let answered = 0;
  const run: Transaction['run'] = async (statement, params, slots) => {
    const given = performance.now();
    try {
      requireOpen();
      const query = toQuery(statement, params, slots ?? {});
      const result = await withoutStack(() => managed.run(query.text, query.given));
      return result.records.map((record) => record.toObject());
    } catch (error) {
      failure ??= { error };
      throw failure.error;
    } finally {
      const now = performance.now();
      // One that was sent early waited for those before it, and that is their time.
      tell(statement.name, now - Math.max(given, answered));
      answered = now;
    }
  };
  return {
    transaction: {
      run,
      send: (statement, params, slots) => {
        // Its failure is kept, and thrown by what is asked next or at the end.
        sent.push(run(statement, params, slots).catch(() => undefined));
      },
    },
    finish: async () => {
      await Promise.all(sent);
      if (failure !== undefined) throw failure.error;
    },
  };
}
