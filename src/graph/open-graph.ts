import neo4j, { type Driver, type QueryResult } from 'neo4j-driver';
import { JingweiError } from '../errors.ts';
import { retried, translateError } from './driver-errors.ts';
import type { Graph, StatementObserver } from './graph.ts';
import { inTransaction } from './managed-transaction.ts';
import { readAtOnce, withoutStack } from './one-round-trip.ts';
import { PlanOnce } from './plan-once.ts';
import { toQuery } from './statement.ts';

/** How to reach a Neo4j server. */
export interface GraphAddress {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

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
  const plans = new PlanOnce();
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
          const ask = async (): Promise<QueryResult> => {
            // It may have waited.
            requireOpen();
            options.signal?.throwIfAborted();
            return (
              (await readAtOnce(driver, address.database, text, given, options.signal)) ??
              readManaged(text, given, options.signal)
            );
          };
          const result = await plans.send(text, given, ask, options.signal);
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
