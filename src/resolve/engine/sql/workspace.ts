import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';

export interface WorkspaceOptions {
  /** Threads of DuckDB; results do not depend on it. */
  readonly threads?: number;
  readonly memoryMegabytes?: number;
  /** Hears every step before it runs: its name and its SQL. */
  readonly onStep?: (step: string, sql: string) => void;
}

/** A DuckDB of its own in memory, where one run's tables live. Larger than memory, it spills to the temporary folder. */
export class Workspace {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #threads: number;
  readonly #onStep: WorkspaceOptions['onStep'];
  /** Seconds per named step so far. */
  readonly seconds = new Map<string, number>();
  /** The mentions whose tables training left behind, so that scoring the same ones need not make them again. */
  trainedOn: readonly unknown[] | null = null;
  /** The mentions whose features and atoms are loaded, with the frequencies of texts that they were weighed by. */
  loaded: { readonly mentions: readonly unknown[]; readonly frequencies: readonly unknown[] } | null = null;
  /** Families of the atoms that are loaded, by their numbers. */
  families: readonly string[] = [];
  /** The comparisons whose texts' frequencies are loaded. */
  weighedBy: readonly unknown[] | null = null;

  private constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    threads: number,
    onStep: WorkspaceOptions['onStep'],
  ) {
    this.#instance = instance;
    this.#connection = connection;
    this.#threads = threads;
    this.#onStep = onStep;
  }

  static async open({
    threads = 2,
    memoryMegabytes = 1_500,
    onStep,
  }: WorkspaceOptions = {}): Promise<Workspace> {
    // Its library takes 34 MB once it is loaded, which an intake without models has no use for.
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(threads),
      memory_limit: `${memoryMegabytes}MB`,
      preserve_insertion_order: 'false',
    });
    return new Workspace(instance, await instance.connect(), threads, onStep);
  }

  get connection(): DuckDBConnection {
    return this.#connection;
  }

  /** Runs one named step. */
  async run(step: string, sql: string): Promise<void> {
    const started = performance.now();
    this.#onStep?.(step, sql);
    await this.#connection.run(sql);
    this.#count(step, started);
  }

  /** Runs named steps one after the other. */
  async runAll(steps: readonly { readonly name: string; readonly sql: string }[]): Promise<void> {
    for (const { name, sql } of steps) await this.run(name, sql);
  }

  /** Runs one named step and gives its rows. */
  async rows(step: string, sql: string): Promise<readonly (readonly DuckDBValue[])[]> {
    const started = performance.now();
    this.#onStep?.(step, sql);
    const reader = await this.#connection.runAndReadAll(sql);
    const rows = reader.getRows();
    this.#count(step, started);
    return rows;
  }

  /** Runs one named step and gives its columns of numbers, for results of many rows. */
  async numbers(step: string, sql: string): Promise<readonly Float64Array[]> {
    const started = performance.now();
    this.#onStep?.(step, sql);
    const result = await this.#connection.run(sql);
    const columns = Array.from({ length: result.columnCount }, () => new Float64Array(result.rowCount));
    let from = 0;
    for (let chunk = await result.fetchChunk(); chunk !== null; chunk = await result.fetchChunk()) {
      if (chunk.rowCount === 0) break;
      columns.forEach((column, at) => {
        readNumbers(chunk, at, column, from);
      });
      from += chunk.rowCount;
    }
    this.#count(step, started);
    return columns;
  }

  /**
   * Runs one named step and hands its rows of numbers on column by column, a few thousand at a time: for results of more rows than
   * are wanted in memory. The columns are filled anew each time; `rows` says how far.
   */
  async each(
    step: string,
    sql: string,
    take: (columns: readonly Float64Array[], rows: number) => void,
  ): Promise<void> {
    const started = performance.now();
    this.#onStep?.(step, sql);
    const result = await this.#connection.stream(sql);
    let columns: readonly Float64Array[] = [];
    for (let chunk = await result.fetchChunk(); chunk !== null; chunk = await result.fetchChunk()) {
      const { rowCount } = chunk;
      if (rowCount === 0) break;
      if (rowCount > (columns[0]?.length ?? 0))
        columns = Array.from({ length: result.columnCount }, () => new Float64Array(rowCount));
      columns.forEach((column, at) => {
        readNumbers(chunk, at, column, 0);
      });
      take(columns, rowCount);
    }
    this.#count(step, started);
  }

  /**
   * Runs pieces of work on the same tables, each by a thread and a connection of its own, as many at once as there are threads. DuckDB shares the work
   * of one statement among threads by groups of rows of its largest table; what is spread over few of those runs on one. After a
   * failure no further piece is begun, and it is thrown once those that run have ended.
   */
  async runBeside<Job>(
    jobs: readonly Job[],
    work: (workspace: Workspace, job: Job) => Promise<void>,
  ): Promise<void> {
    const [only, ...more] = jobs;
    if (only === undefined) return;
    if (more.length === 0) return work(this, only);
    const waiting = [...jobs];
    await this.#connection.run('SET threads = 1');
    const ended = await Promise.allSettled(
      Array.from({ length: Math.min(this.#threads, jobs.length) }, async () => {
        const connection = await this.#instance.connect();
        try {
          const workspace = new Workspace(this.#instance, connection, 1, this.#onStep);
          for (let job = waiting.shift(); job !== undefined; job = waiting.shift())
            await work(workspace, job);
          for (const [step, seconds] of workspace.seconds)
            this.seconds.set(step, (this.seconds.get(step) ?? 0) + seconds);
        } catch (error) {
          waiting.length = 0;
          throw error;
        } finally {
          connection.closeSync();
        }
      }),
    );
    await this.#connection.run(`SET threads = ${this.#threads}`);
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
  }

  /** Makes a table (i) of the places of some mentions. */
  async listPlaces(table: string, places: Iterable<number>): Promise<void> {
    await this.run(`list ${table}`, `CREATE OR REPLACE TABLE ${table} (i INTEGER)`);
    const appender = await this.#connection.createAppender(table);
    for (const place of places) {
      appender.appendInteger(place);
      appender.endRow();
    }
    appender.closeSync();
  }

  /** Rows of a table. */
  async count(table: string): Promise<number> {
    return Number((await this.rows(`count ${table}`, `SELECT count(*) FROM ${table}`))[0]?.[0] ?? 0);
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  #count(step: string, started: number): void {
    this.seconds.set(step, (this.seconds.get(step) ?? 0) + (performance.now() - started) / 1000);
  }
}

function readNumbers(chunk: DuckDBDataChunk, column: number, into: Float64Array, from: number): void {
  chunk.visitColumnValues(column, (value, row) => {
    into[from + row] = Number(value);
  });
}
