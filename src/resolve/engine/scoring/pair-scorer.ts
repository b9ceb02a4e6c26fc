import type { DuckDBPreparedStatement } from '@duckdb/node-api';
import type { FeatureValue } from '../comparisons/comparison.ts';
import { RememberedFeatures } from '../comparisons/feature-reader.ts';
import { kindOf } from '../comparisons/plan.ts';
import { appendFeature, columnsOf, type FeatureColumn, featureTypes } from '../load.ts';
import type { EngineMention } from '../mention.ts';
import { type Model, requireVersion } from '../model.ts';
import { dialect } from '../sql/dialect.ts';
import { Workspace } from '../sql/workspace.ts';
import { dictionaryOf } from '../training/frequencies.ts';
import { compareSql, featureColumn, levelColumn } from './compare-sql.ts';
import { frequencyColumn, relativesSql, scoreSql, weightColumn } from './score-sql.ts';

/** Two mentions by their places in what is scored. */
export type PairOfPlaces = readonly [left: number, right: number];

/**
 * What a score is made of, comparison by comparison in the order of the model; level 0 is not comparable.
 * The prior is what the model starts from, before anything is compared.
 */
export interface PairScore {
  readonly bits: number;
  readonly prior: number;
  /** What tells the two from relatives: `bits` is no more; null where hardly anybody has any. */
  readonly relatives: number | null;
  readonly parts: readonly { readonly level: number; readonly weight: number; readonly frequency: number }[];
}

interface Session {
  readonly workspace: Workspace;
  readonly score: DuckDBPreparedStatement;
  readonly explain: DuckDBPreparedStatement;
  rows: number;
}

/** Rows after which the tables are made anew: what was deleted from them is not given back before. */
const MOST_ROWS = 200_000;

/**
 * Scores few pairs with a frozen model, in milliseconds: the SQL of the bulk path, prepared once, over tables that are
 * filled for each call. Calls at once are served one after the other.
 */
export class PairScorer {
  readonly #model: Model;
  /** What it reads of mentions. */
  readonly features: RememberedFeatures;
  readonly #dictionaries: readonly ReadonlyMap<string, ReadonlyMap<string, number>>[];
  readonly #columns: readonly FeatureColumn[];
  /** What was read of mentions, while these live. */
  readonly #cells = new WeakMap<EngineMention, readonly FeatureValue[]>();
  #session: Session | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  /** @throws where the model is of another version */
  constructor(model: Model) {
    requireVersion(model);
    this.#model = model;
    this.features = new RememberedFeatures(model.comparisons);
    this.#columns = columnsOf(model.comparisons);
    this.#dictionaries = model.comparisons.map(
      ({ frequencies }) =>
        new Map(Object.entries(frequencies).map(([name, { bits }]) => [name, new Map(bits)])),
    );
  }

  /** log2 of the odds that each pair is one entity, in the order of the pairs. */
  score(mentions: readonly EngineMention[], pairs: readonly PairOfPlaces[]): Promise<Float64Array> {
    return this.#next(async () => {
      const bits = new Float64Array(pairs.length);
      if (pairs.length === 0) return bits;
      const { score } = await this.#fill(mentions, pairs);
      const [places = [], values = []] = (await score.runAndReadAll()).getColumns();
      places.forEach((place, row) => {
        bits[Number(place)] = Number(values[row]);
      });
      return bits;
    });
  }

  /** The scores of the pairs with all that they are made of, in the order of the pairs. */
  explain(mentions: readonly EngineMention[], pairs: readonly PairOfPlaces[]): Promise<readonly PairScore[]> {
    return this.#next(async () => {
      if (pairs.length === 0) return [];
      const { explain } = await this.#fill(mentions, pairs);
      const rows = (await explain.runAndReadAll()).getRows();
      return rows.map(([, bits, relatives, ...parts]) => ({
        bits: Number(bits),
        prior: this.#model.startBits,
        relatives: relatives == null ? null : Number(relatives),
        parts: this.#model.comparisons.map((_, index) => ({
          level: Number(parts[index * 3]),
          weight: Number(parts[index * 3 + 1]),
          frequency: Number(parts[index * 3 + 2]),
        })),
      }));
    });
  }

  /** Lets its tables go once the calls before are served; whoever still asks is served by tables of that call alone. */
  close(): void {
    this.#isClosed = true;
    void this.#next(async () => undefined);
  }

  #release(): void {
    this.#session?.workspace.close();
    this.#session = null;
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work).finally(() => {
      if (this.#isClosed) this.#release();
    });
    // Whoever asked hears of a failure; who asks next is served all the same.
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #fill(mentions: readonly EngineMention[], pairs: readonly PairOfPlaces[]): Promise<Session> {
    const session = await this.#open(mentions.length + pairs.length);
    const { workspace } = session;
    await workspace.connection.run('DELETE FROM mention');
    await workspace.connection.run('DELETE FROM pair');
    const appender = await workspace.connection.createAppender('mention');
    mentions.forEach((mention, i) => {
      appender.appendInteger(i);
      const cells = this.#cellsOf(mention);
      this.#columns.forEach(({ type }, place) => {
        appendFeature(appender, type, cells[place] ?? null);
      });
      appender.endRow();
    });
    appender.closeSync();
    const pairAppender = await workspace.connection.createAppender('pair');
    pairs.forEach(([left, right], place) => {
      pairAppender.appendInteger(place);
      pairAppender.appendInteger(left);
      pairAppender.appendInteger(right);
      pairAppender.endRow();
    });
    pairAppender.closeSync();
    return session;
  }

  /** What a mention has in each column. */
  #cellsOf(mention: EngineMention): readonly FeatureValue[] {
    const known = this.#cells.get(mention);
    if (known !== undefined) return known;
    const rows = this.features.read(mention).map((one, index) => this.#weigh(index, one?.row ?? null));
    const cells = this.#columns.map(({ index, feature }) => rows[index]?.[feature] ?? null);
    this.#cells.set(mention, cells);
    return cells;
  }

  /** Adds the information of the texts, as the bulk path does by a join. */
  #weigh(index: number, row: Readonly<Record<string, FeatureValue>> | null): typeof row {
    const comparison = this.#model.comparisons[index];
    if (row === null || comparison === undefined) return row;
    const weighed: Record<string, FeatureValue> = { ...row };
    for (const { feature, bits } of kindOf(comparison).terms) {
      const text = row[feature] ?? null;
      const dictionary = dictionaryOf(feature);
      const rarest = Number((comparison.frequencies[dictionary]?.rarest ?? 0).toFixed(4));
      weighed[bits] =
        text === null ? null : (this.#dictionaries[index]?.get(dictionary)?.get(String(text)) ?? rarest);
    }
    return weighed;
  }

  async #open(rows: number): Promise<Session> {
    if (this.#session !== null && this.#session.rows + rows > MOST_ROWS) this.#release();
    this.#session ??= await this.#prepare();
    this.#session.rows += rows;
    return this.#session;
  }

  async #prepare(): Promise<Session> {
    const { comparisons } = this.#model;
    const workspace = await Workspace.open({ threads: 1, memoryMegabytes: 256 });
    await workspace.connection.run(dialect.planForAnyContent);
    const features = this.#columns.map(
      ({ index, feature, type }) => `${featureColumn(index, feature)} ${featureTypes[type]}`,
    );
    await workspace.run('mentions', `CREATE TABLE mention (i INTEGER, ${features.join(', ')})`);
    await workspace.run('pairs', 'CREATE TABLE pair (place INTEGER, l INTEGER, r INTEGER)');
    const parts = comparisons.flatMap((_, index) => [
      levelColumn(index),
      weightColumn(index),
      frequencyColumn(index),
    ]);
    const scores = scoreSql(this.#model, `(${compareSql(comparisons, 'pair', 'mention')})`);
    const from = `FROM (${scores}) AS scored JOIN pair USING (l, r)`;
    return {
      workspace,
      score: await workspace.connection.prepare(`SELECT place, bits ${from}`),
      explain: await workspace.connection.prepare(
        `SELECT place, bits, ${relativesSql(this.#model)}, ${parts.join(', ')} ${from} ORDER BY place`,
      ),
      rows: 0,
    };
  }
}
