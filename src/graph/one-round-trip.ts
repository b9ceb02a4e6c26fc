import neo4j, { type Driver, type QueryResult } from 'neo4j-driver';

/**
 * Reads in one round trip: in a transaction that the server opens and ends by itself. Undefined where that failed in passing, so that
 * it may be asked again.
 */
export async function readAtOnce(
  driver: Driver,
  database: string,
  text: string,
  params: object,
  signal: AbortSignal | undefined,
): Promise<QueryResult | undefined> {
  const session = driver.session({ database, defaultAccessMode: neo4j.session.READ });
  // Closing a session stops what runs in it, which then fails; that is told.
  const stop = (): void => {
    session.close().catch(() => undefined);
  };
  signal?.addEventListener('abort', stop);
  try {
    return await withoutStack(() => session.run(text, params));
  } catch (error) {
    if (signal?.aborted === true || !neo4j.isRetryableError(error)) throw error;
    return undefined;
  } finally {
    signal?.removeEventListener('abort', stop);
    await session.close();
  }
}

/**
 * The driver writes a stack into every result lest it fail, a twentieth of what a small read costs Node; whoever reads of a failure
 * is told the statement by its name.
 */
export function withoutStack<T>(run: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
