import neo4j, { type Driver, type ManagedTransaction, Neo4jError, type QueryResult } from 'neo4j-driver';
import { JingweiError } from '../errors.ts';
import { composeText, type Slots, type Statement, type StatementText } from './statement.ts';

/** How to reach a Neo4j server. */
export interface GraphAddress {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** Told of every statement that was run: its name and how long it took in milliseconds. */
export type StatementObserver = (name: string, milliseconds: number) => void;

export interface ReadOptions<S> {
  /** Stops the statement on the server when it fires. */
  readonly signal?: AbortSignal | undefined;
  readonly slots?: S;
}

/** Runs statements inside one managed transaction; a failed attempt is rolled back whole and may run again. */
export interface Transaction {
  run<P extends object, R extends object, S extends Slots>(
    statement: Statement<P, R, S>,
    params: P,
    slots?: S,
  ): Promise<readonly R[]>;
  /**
   * Sends a statement of whose rows nobody has need and does not wait for it, so that what comes next is prepared while the
   * server works. Statements run in the order in which they were given; the failure of one is thrown by the next `run`, or
   * when the work ends.
   */
  send<P extends object, R extends object, S extends Slots>(
    statement: Statement<P, R, S>,
    params: P,
    slots?: S,
  ): void;
}

/** The one door to Neo4j: typed statements only. */
export interface Graph {
  read<P extends object, R extends object, S extends Slots>(
    statement: Statement<P, R, S>,
    params: P,
    options?: ReadOptions<S>,
  ): Promise<readonly R[]>;
  /** One transaction of several statements. `work` must be repeatable: it runs again after a transient failure. */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /**
   * One statement in a transaction of its own, sent and committed in one round trip instead of three. It is never repeated: after
   * a failure the caller has to find out whether it was committed.
   */
  writeOnce<P extends object, R extends object, S extends Slots>(
    statement: Statement<P, R, S>,
    params: P,
  ): Promise<readonly R[]>;
  /** Runs plain texts that come from the migrations, those of a group in one transaction; one alone may open transactions itself. */
  migrate(groups: readonly (readonly string[])[]): Promise<void>;
  observe(observer: StatementObserver): () => void;
  close(): Promise<void>;
}

const ATTEMPTS = 6;
// The driver retries what the server calls transient; these two arise from racing MERGE and DELETE and are not.
const RETRIED_CODES = new Set([
  'Neo.ClientError.Statement.EntityNotFound',
  'Neo.ClientError.Schema.ConstraintValidationFailed',
]);

/** Opens a driver and proves that the server answers. Throws GRAPH_UNREACHABLE, GRAPH_CREDENTIALS or GRAPH_VERSION. */
export async function openGraph(address: GraphAddress): Promise<Graph> {
  const driver = neo4j.driver(address.uri, neo4j.auth.basic(address.user, address.password), {
    disableLosslessIntegers: true,
    maxConnectionPoolSize: 50,
    connectionTimeout: 10_000,
    userAgent: 'jingwei',
    telemetryDisabled: true,
  });
  try {
    const info = await driver.getServerInfo({ database: address.database });
    const version = /Neo4j\/(\d+)\.(\d+)/.exec(info.agent ?? '');
    const [major, minor] = [Number(version?.[1]), Number(version?.[2])];
    if (!(major === 5 && minor >= 26) && !(major >= 2025)) {
      throw new JingweiError('GRAPH_VERSION', { version: info.agent ?? 'unknown' });
    }
  } catch (error) {
    await driver.close();
    throw translateError(error, address.uri);
  }
  return createGraph(driver, address);
}

function createGraph(driver: Driver, address: GraphAddress): Graph {
  const observers = new Set<StatementObserver>();
  let closed = false;
  // A driver that is asked after its end rejects a promise that nobody holds, which would end the process.
  const requireOpen = (): void => {
    if (closed) throw new JingweiError('GRAPH_UNREACHABLE', { uri: address.uri });
  };
  const tell: StatementObserver = (name, milliseconds) => {
    for (const observer of observers) observer(name, milliseconds);
  };
  const observed = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    requireOpen();
    const started = performance.now();
    try {
      return await run();
    } finally {
      tell(name, performance.now() - started);
    }
  };
  /** In a transaction that the driver repeats, with the round trips that this costs. */
  const readManaged = (
    text: string,
    params: object,
    signal: AbortSignal | undefined,
  ): Promise<QueryResult> => {
    requireOpen();
    signal?.throwIfAborted();
    return driver.executeQuery(text, params, {
      database: address.database,
      routing: neo4j.routing.READ,
      ...(signal === undefined ? {} : { signal }),
    });
  };
  return {
    read: (statement, params, options = {}) =>
      observed(statement.name, async () => {
        const { text, given } = toQuery(statement, params, options.slots ?? {});
        try {
          const result =
            (await readAtOnce(driver, address.database, text, given, options.signal)) ??
            (await readManaged(text, given, options.signal));
          return result.records.map((record) => record.toObject());
        } catch (error) {
          options.signal?.throwIfAborted();
          throw translateError(error, address.uri);
        }
      }),
    write: async (work) => {
      requireOpen();
      const session = driver.session({ database: address.database });
      try {
        return await retried(
          () =>
            session.executeWrite(async (managed) => {
              const { transaction, finish } = inTransaction(managed, { requireOpen, tell });
              const result = await work(transaction);
              await finish();
              return result;
            }),
          address.uri,
        );
      } finally {
        await session.close();
      }
    },
    writeOnce: (statement, params) =>
      observed(statement.name, async () => {
        const session = driver.session({ database: address.database });
        try {
          const { text, given } = toQuery(statement, params, {});
          const result = await withoutStack(() => session.run(text, given));
          return result.records.map((record) => record.toObject());
        } catch (error) {
          throw translateError(error, address.uri);
        } finally {
          await session.close();
        }
      }),
    migrate: async (groups) => {
      const session = driver.session({ database: address.database });
      try {
        for (const [first = '', ...others] of groups) {
          requireOpen();
          if (others.length === 0) await session.run(first);
          else
            await session.executeWrite(async (managed) => {
              await Promise.all([first, ...others].map((text) => managed.run(text)));
            });
        }
      } finally {
        await session.close();
      }
    },
    observe: (observer) => {
      observers.add(observer);
      return () => observers.delete(observer);
    },
    close: () => {
      closed = true;
      return driver.close();
    },
  };
}

/** Our transaction over a driver's, and how to wait for all that was sent in it. */
function inTransaction(
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
      const result = await managed.run(query.text, query.given);
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

/**
 * Reads in one round trip: in a transaction that the server opens and ends by itself. Undefined where that failed in passing, so that
 * it may be asked again.
 */
async function readAtOnce(
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
function withoutStack<T>(run: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/**
 * What is sent for a statement. A decision is one argument in TypeScript and one parameter for each of its lists in Cypher; one that
 * hides nothing takes the text in which guards say no more than that.
 */
function toQuery(
  statement: StatementText,
  params: object,
  slots: Slots,
): { readonly text: string; readonly given: object } {
  if (!('sight' in params) || typeof params.sight !== 'object' || params.sight === null)
    return { text: composeText(statement, slots), given: params };
  const { sight, ...own } = params;
  if ('seeAll' in sight && sight.seeAll === true && 'seeWhole' in sight)
    return {
      text: composeText(statement, slots, 'whole'),
      given: { ...own, seeAll: true, seeWhole: sight.seeWhole },
    };
  return { text: composeText(statement, slots), given: { ...own, ...sight } };
}

async function retried<T>(run: () => Promise<T>, uri: string): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const again = error instanceof Neo4jError && RETRIED_CODES.has(error.code) && attempt < ATTEMPTS;
      if (!again) throw translateError(error, uri);
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 10 * (1 + Math.random())));
    }
  }
}

/** A driver's failure as one of our own where a person can do something about it. */
export function translateError(error: unknown, uri: string): unknown {
  if (!(error instanceof Neo4jError)) return error;
  if (/Security\.(Unauthorized|AuthenticationRateLimit|CredentialsExpired)/.test(error.code)) {
    return new JingweiError('GRAPH_CREDENTIALS', {}, error);
  }
  if (error.code === 'ServiceUnavailable' || error.code === 'SessionExpired') {
    return new JingweiError('GRAPH_UNREACHABLE', { uri }, error);
  }
  if (/TransientError|LockAcquisitionTimeout/.test(error.code)) {
    return new JingweiError('GRAPH_BUSY', { reason: error.code }, error);
  }
  if (/TransactionTimedOut/.test(error.code))
    return new JingweiError('TIMEOUT', { seconds: 'the allowed' }, error);
  return error;
}
