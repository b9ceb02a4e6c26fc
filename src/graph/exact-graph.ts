import neo4j, { type Transaction as DriverTransaction } from 'neo4j-driver';
import { translateError } from './driver-errors.ts';
import type { GraphAddress } from './open-graph.ts';
import type { Statement } from './statement.ts';

/** A transaction whose results keep integers (the driver's own) and floats (number) apart, as the store does. */
export interface ExactTransaction {
  run<P extends object, R extends object>(
    statement: Statement<P, R, object>,
    params: P,
  ): Promise<readonly R[]>;
  /** Rows as they arrive; the server waits while the reader is busy, so memory stays flat however many there are. */
  stream<P extends object, R extends object>(statement: Statement<P, R, object>, params: P): AsyncIterable<R>;
}

/** A second door to a store, for copying it value by value. Everything else uses {@link openGraph}. */
export interface ExactGraph {
  /** One transaction that is rolled back at the end, runs once and has no time limit: for long reads under a lock. */
  look<T>(work: (transaction: ExactTransaction) => Promise<T>): Promise<T>;
  /** One transaction. `work` must be repeatable: it runs again after a transient failure. */
  write<T>(work: (transaction: ExactTransaction) => Promise<T>): Promise<T>;
  /** Runs a statement that makes transactions of its own (`CALL … IN TRANSACTIONS`). */
  runAlone(statement: Statement<object, object, object>): Promise<void>;
  close(): Promise<void>;
}

type Runner = Pick<DriverTransaction, 'run'>;

/** Opens the door; whether the server answers is proved by {@link openGraph} before. */
export function openExactGraph(address: GraphAddress): ExactGraph {
  const driver = neo4j.driver(address.uri, neo4j.auth.basic(address.user, address.password), {
    connectionTimeout: 10_000,
    userAgent: 'jingwei',
    telemetryDisabled: true,
  });
  const inSession = async <T>(work: (session: ReturnType<typeof driver.session>) => Promise<T>) => {
    const session = driver.session({ database: address.database });
    try {
      return await work(session);
    } catch (error) {
      throw translateError(error, address.uri);
    } finally {
      await session.close();
    }
  };
  return {
    look: (work) =>
      inSession(async (session) => {
        const transaction = await session.beginTransaction({ timeout: 0 });
        try {
          return await work(wrap(transaction));
        } finally {
          if (transaction.isOpen()) await transaction.rollback();
        }
      }),
    write: (work) => inSession((session) => session.executeWrite((managed) => work(wrap(managed)))),
    runAlone: (statement) =>
      inSession(async (session) => {
        await session.run(statement.text, {}, { timeout: 0 });
      }),
    close: () => driver.close(),
  };
}

function wrap(transaction: Runner): ExactTransaction {
  return {
    run: async (statement, params) => {
      const result = await transaction.run(statement.text, params);
      return result.records.map((record) => record.toObject());
    },
    stream: async function* (statement, params) {
      for await (const record of transaction.run(statement.text, params)) yield record.toObject();
    },
  };
}
