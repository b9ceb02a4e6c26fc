import type { ReadContext } from '../../access/access.ts';
import { type AsOf, PRESENT } from '../../as-of.ts';
import { JingweiError } from '../../errors.ts';
import type { RecordModel } from '../../intake/record.ts';
import type { ClaimModel } from '../../resolve/claim.ts';
import type { EntityModel } from '../../resolve/entity.ts';
import { pageRecordsOfEntities } from '../../resolve/entity-pages.ts';
import { findEntities } from '../../resolve/find-entities.ts';
import { listClaims } from '../../resolve/list-claims.ts';
import { bad } from '../check-input.ts';
import { type LinkModel, toLink } from '../link.ts';
import { type LinkRow, pageLinks } from '../page-links.ts';

/** What became of something between the two sides. */
export type Change = 'ADDED' | 'REMOVED' | 'CHANGED';

export interface ComparisonModel {
  /** The entity on each side; null where there was none that may be seen. */
  readonly before: EntityModel | null;
  readonly after: EntityModel | null;
  readonly claims: readonly { readonly change: Change; readonly claim: ClaimModel }[];
  readonly links: readonly { readonly change: Change; readonly link: LinkModel }[];
  readonly records: readonly { readonly change: Change; readonly record: RecordModel }[];
  /** Whether a side has more records or links than were compared. */
  readonly isCut: boolean;
}

/** Records and links of each side that are compared. */
const MOST = 2_000;
const LIMIT = BigInt(MOST + 1);

/** What an entity was as of `before` against what it was as of `after`. Throws NOT_FOUND when it was at neither. */
export async function compareEntity(
  context: ReadContext,
  id: string,
  before: AsOf,
  after: AsOf,
): Promise<ComparisonModel> {
  const [left, right] = await Promise.all([readSide(context, id, before), readSide(context, id, after)]);
  if (left.entity === null && right.entity === null)
    throw new JingweiError('NOT_FOUND', { kind: 'entity', id });
  const present = await findPresentIds(context, [...left.links, ...right.links]);
  return {
    before: left.entity,
    after: right.entity,
    claims: differ(left.claims, right.claims, claimKey).map(({ change, item }) => ({ change, claim: item })),
    links: differ(left.links, right.links, (link) => linkKey(link, present)).map(({ change, item }) => ({
      change,
      link: toLink(change === 'REMOVED' ? known(left.entity) : known(right.entity), item),
    })),
    records: differ(left.records, right.records, ({ id: record }) => record, recordVersion).map(
      ({ change, item }) => ({ change, record: item }),
    ),
    isCut: left.isCut || right.isCut,
  };
}

/** What is known of an entity now that was not at a recorded time, and what is no more. Throws BAD_INPUT, NOT_FOUND. */
export function changesOf(
  context: ReadContext,
  id: string,
  sinceRecorded: string,
  { valid, recorded }: AsOf,
): Promise<ComparisonModel> {
  if (recorded !== null && Date.parse(recorded) < Date.parse(sinceRecorded))
    throw bad('asOf.recorded lies before sinceRecorded', 'sinceRecorded');
  return compareEntity(context, id, { valid, recorded: sinceRecorded }, { valid, recorded });
}

interface Side {
  readonly entity: EntityModel | null;
  readonly claims: readonly ClaimModel[];
  readonly links: readonly LinkRow[];
  readonly records: readonly RecordModel[];
  readonly isCut: boolean;
}

const NOTHING: Side = { entity: null, claims: [], links: [], records: [], isCut: false };

async function readSide(context: ReadContext, id: string, asOf: AsOf): Promise<Side> {
  const entity = (await findEntities(context, asOf, [id])).get(id);
  if (entity === undefined) return NOTHING;
  const ids = [entity.id];
  const range = { afterType: '', afterKey: '', limit: LIMIT, named: false };
  const [claims, links, records] = await Promise.all([
    listClaims(context, asOf, ids),
    pageLinks(context, asOf, ids, { types: [], datasets: [] }, range),
    pageRecordsOfEntities(context, asOf, ids, { after: '', limit: LIMIT }),
  ]);
  const own = { links: links.get(entity.id) ?? [], records: records.get(entity.id) ?? [] };
  return {
    entity,
    claims: claims.get(entity.id) ?? [],
    links: own.links.slice(0, MOST),
    records: own.records.slice(0, MOST),
    isCut: own.links.length > MOST || own.records.length > MOST,
  };
}

/** Entities that were merged since are the same at the end of a link. */
async function findPresentIds(
  context: ReadContext,
  links: readonly LinkRow[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(links.map(({ other }) => other.id))];
  const found = await findEntities(context, PRESENT, ids);
  return new Map([...found].map(([asked, { id }]) => [asked, id]));
}

function claimKey({ attribute, value }: ClaimModel): string {
  return `${attribute} ${value}`;
}

function linkKey(link: LinkRow, present: ReadonlyMap<string, string>): string {
  const { type, dataset, validFrom, validTo, outgoing, other } = link;
  return [type, dataset, validFrom, validTo, outgoing, present.get(other.id) ?? other.id].join(' ');
}

function recordVersion({ recordedFrom }: RecordModel): number {
  return recordedFrom;
}

/** What only one side has, and what both have in different versions; of two versions the later side's. */
function differ<T>(
  left: readonly T[],
  right: readonly T[],
  keyOf: (item: T) => string,
  versionOf: (item: T) => unknown = () => null,
): readonly { readonly change: Change; readonly item: T }[] {
  const before = new Map(left.map((item) => [keyOf(item), item]));
  const after = new Map(right.map((item) => [keyOf(item), item]));
  const changes: { change: Change; item: T }[] = [];
  for (const [key, item] of after) {
    const old = before.get(key);
    if (old === undefined) changes.push({ change: 'ADDED', item });
    else if (versionOf(old) !== versionOf(item)) changes.push({ change: 'CHANGED', item });
  }
  for (const [key, item] of before) if (!after.has(key)) changes.push({ change: 'REMOVED', item });
  return changes;
}

function known(entity: EntityModel | null): EntityModel {
  if (entity === null) throw new Error('A side without an entity has no links');
  return entity;
}
