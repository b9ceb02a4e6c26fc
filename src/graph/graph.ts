import type { Slots, Statement } from './statement.ts';

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
