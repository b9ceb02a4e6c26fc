import type { Context } from '../context.ts';
import {
  findFullDelivery,
  listOpenQuarantine,
  listRetries,
  readNewestStatements,
  readRecordRows,
} from '../generated/statements.ts';
import { digest, recordId } from '../ids.ts';
import { DigestTable } from './digest-table.ts';
import type { SourceRow } from './mapped.ts';
import type { RawRow } from './raw-row.ts';
import { RowReader, withReadFault } from './stored-rows.ts';

const PAGE = 2_000n;

/** A row that waits in quarantine, as the graph keeps it. */
interface WaitingRow {
  readonly id: string;
  /** Of the record that it would state; null when not even its key could be read. */
  readonly key: string | null;
  readonly raw: string;
  readonly layout: string;
  /** Place of its delivery in the dataset's sequence. */
  readonly sequence: number;
  readonly rule: string;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
}

/**
 * The rows that waited in quarantine before a place in a dataset's sequence of deliveries, and that nothing newer has
 * overtaken: neither a FULL delivery, which stated all there was to state, nor a statement of the same record.
 */
export async function* listWaitingRows(
  context: Context,
  dataset: string,
  before: bigint,
): AsyncGenerator<readonly WaitingRow[]> {
  const full = (await context.graph.read(findFullDelivery, { dataset, before }))[0];
  const since = BigInt(full?.sequence ?? 0);
  const retries = await readRetryPlaces(context, dataset, before);
  for (let after = ''; ; ) {
    const page = await context.graph.read(listOpenQuarantine, { dataset, since, before, after, limit: PAGE });
    const ids = recordsOf(dataset, page);
    const stated = await context.graph.read(readNewestStatements, { ids, before, retries });
    const newest = new Map<string, number>(stated.map(({ id, sequence }) => [id, sequence]));
    yield page.filter(
      ({ key, sequence }) => key === null || (newest.get(recordId(dataset, key)) ?? 0) <= sequence,
    );
    const last = page.at(-1);
    if (last === undefined || page.length < Number(PAGE)) return;
    after = last.id;
  }
}

/** For each retry the place of the delivery that first brought its row: that is when the row spoke. */
async function readRetryPlaces(
  context: Context,
  dataset: string,
  before: bigint,
): Promise<Readonly<Record<string, bigint>>> {
  const places = new Map<string, bigint>();
  // The row of a retry may have been put aside by an earlier one.
  for (const { id, from, sequence } of await context.graph.read(listRetries, { dataset, before }))
    places.set(id, places.get(from) ?? BigInt(sequence));
  return Object.fromEntries(places);
}

/**
 * The rows of {@link listWaitingRows} that say what nothing else says: neither what their record stands for already (as
 * after a remap under whose contract it broke) nor what a row of another delivery says that waits as well.
 */
export async function* listUnsaidRows(
  context: Context,
  dataset: string,
  before: bigint,
): AsyncGenerator<readonly SourceRow[]> {
  const reader = new RowReader(context);
  /** Under each row the place of the delivery that it is taken from. */
  const said = new DigestTable(1, 'The number of rows in quarantine');
  for await (const page of listWaitingRows(context, dataset, before)) {
    const standing = await readStanding(context, dataset, page);
    const unsaid = page.filter(({ key, raw, layout, sequence }) => {
      if (key !== null && standing.has(markOf(recordId(dataset, key), { text: raw, layout }))) return false;
      const at = said.place(Buffer.from(digest(layout, raw), 'base64url'));
      if (said.read(at) === 0) said.write(at, sequence);
      return said.read(at) === sequence;
    });
    const rows = await reader.read(
      unsaid.map(({ raw }) => raw),
      unsaid.map(({ layout }) => layout),
    );
    yield rows.map((row, index) => {
      const fault = unsaid[index];
      return fault === undefined ? row : withReadFault(row, fault);
    });
  }
}

/** The raw rows of the standing records that some waiting rows would state. */
async function readStanding(
  context: Context,
  dataset: string,
  waiting: readonly WaitingRow[],
): Promise<ReadonlySet<string>> {
  const records = await context.graph.read(readRecordRows, { ids: recordsOf(dataset, waiting) });
  return new Set(
    records.flatMap(({ id, raw, layouts }) =>
      raw.map((text, index) => markOf(id, { text, layout: layouts[index] ?? '' })),
    ),
  );
}

function recordsOf(dataset: string, waiting: readonly WaitingRow[]): readonly string[] {
  return [...new Set(waiting.flatMap(({ key }) => (key === null ? [] : [recordId(dataset, key)])))];
}

function markOf(record: string, { text, layout }: RawRow): string {
  return digest(record, layout, text);
}
