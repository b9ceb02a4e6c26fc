import type { ReadContext } from '../access/access.ts';
import { pageExportedRecords } from '../generated/statements.ts';
import type { EntityId } from '../ids.ts';
import type { EntityKind } from '../intake/mapped.ts';
import { readAhead } from '../read-ahead.ts';
import type { ClaimMention } from '../resolve/ranked-values.ts';
import type { AskedEntities, EntityValues, ReadValues } from './entity-values.ts';

export type PageRow = NonNullable<(typeof pageExportedRecords)['types']>['row'];

/** Some records with what was read of the entities that they are about. */
export interface RecordPage {
  readonly rows: readonly PageRow[];
  readonly values: ReadValues;
}

export interface PagedDataset {
  readonly dataset: string;
  /** Records of a page. */
  readonly size: number;
  /** What the things in each role are. */
  readonly kinds: ReadonlyMap<string, EntityKind>;
}

/** All records of a dataset that the caller may see, page by page. While one is worked on the next two are being read. */
export function readPages(
  context: ReadContext,
  paged: PagedDataset,
  values: EntityValues,
): AsyncGenerator<RecordPage, void> {
  return readAhead(withValues(readAhead(readRows(context, paged)), paged, values));
}

async function* readRows(
  { graph, access, signal }: ReadContext,
  { dataset, size }: PagedDataset,
): AsyncGenerator<readonly PageRow[], void> {
  const { sight } = access.decision;
  for (let after = ''; ; ) {
    const rows = await graph.read(
      pageExportedRecords,
      { dataset, after, limit: BigInt(size), sight },
      { signal },
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    yield rows;
  }
}

async function* withValues(
  pages: AsyncGenerator<readonly PageRow[], void>,
  { dataset, kinds }: PagedDataset,
  values: EntityValues,
): AsyncGenerator<RecordPage, void> {
  for await (const rows of pages) yield { rows, values: await values.read(entitiesOf(rows, dataset, kinds)) };
}

/** The entities that some records are about, with the kind that their role gives. */
function entitiesOf(
  rows: readonly PageRow[],
  dataset: string,
  kinds: ReadonlyMap<string, EntityKind>,
): AskedEntities {
  const entities = new Map<EntityId, { kind: EntityKind; only: Omit<ClaimMention, 'statedAt'> | null }>();
  for (const { id: record, key: recordKey, inScope, mentions } of rows)
    for (const row of mentions) {
      const [mention, role, , entity, isOnly] = row;
      const kind = kinds.get(role);
      if (entity === null || kind === undefined) continue;
      const only = isOnly
        ? {
            mention,
            role,
            record,
            recordKey,
            dataset,
            inScope,
            delivery: row[5],
            attributes: row[6],
            validFrom: row[7],
            validTo: row[8],
            precision: row[9],
            recordedFrom: row[10],
          }
        : null;
      entities.set(entity, { kind, only });
    }
  return entities;
}
