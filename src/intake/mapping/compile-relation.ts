import type { Period } from '../../standardise/value.ts';
import type { Cell, MappedRelation, RowFault, SourceRow } from '../mapped.ts';
import { type CompileContext, compilePeriod } from './compile-context.ts';
import { itemColumn } from './compile-items.ts';
import type { BuiltRole, Occurrence } from './compile-mention.ts';
import { compileConditions } from './compile-value.ts';
import type { EachMapping, Mapping, RelationMapping } from './mapping.ts';

/** What relations need of a record that is nearly done. */
export interface BuiltRecord {
  readonly rows: readonly SourceRow[];
  readonly period: Period | null;
  readonly roles: ReadonlyMap<string, BuiltRole>;
}

export type BuildRelations = (record: BuiltRecord, faults: RowFault[]) => readonly MappedRelation[];

/** One relation of the mapping as a function over a record's mentions. */
export function compileRelation(
  relation: RelationMapping,
  mapping: Mapping,
  context: CompileContext,
): BuildRelations {
  const eachOf = (role: string): EachMapping =>
    mapping.mentions.find((mention) => mention.role === role)?.each ?? { is: 'one' };
  const [fromEach, toEach] = [eachOf(relation.from), eachOf(relation.to)];
  const holds = compileConditions(relation.when, context.contract.object);
  const readPeriod = compilePeriod(relation.period, context, itemColumn(fromEach) ?? itemColumn(toEach));
  const isSameItem = itemColumn(fromEach) !== null && itemColumn(toEach) !== null;

  const relate = (
    record: BuiltRecord,
    from: Occurrence,
    to: Occurrence,
    faults: RowFault[],
  ): MappedRelation | null => {
    const place = to.item === null && from.row >= 0 ? from : to;
    const row = findRow(record.rows, place, holds);
    if (row === undefined) return null;
    const period =
      relation.during !== null
        ? periodOf(relation.during, record, from, to)
        : (readPeriod?.(row, place.item, faults) ?? null);
    const ends = {
      type: relation.type,
      from: { role: relation.from, itemKey: from.itemKey },
      to: { role: relation.to, itemKey: to.itemKey },
    };
    return period === null ? ends : { ...ends, period };
  };

  return (record, faults) => {
    const from = record.roles.get(relation.from)?.occurrences ?? [];
    const to = record.roles.get(relation.to)?.occurrences ?? [];
    const found = new Map<string, MappedRelation>();
    for (const [one, other] of pair(from, to, isSameItem)) {
      if (relation.from === relation.to && one.itemKey === other.itemKey) continue;
      const made = relate(record, one, other, faults);
      if (made === null) continue;
      const key = `${one.itemKey.length}:${one.itemKey}${other.itemKey}|${made.period?.from}|${made.period?.to}`;
      if (!found.has(key)) found.set(key, made);
    }
    return [...found.values()];
  };
}

type Pair = readonly [Occurrence, Occurrence];

/** Items of the same list belong together item by item, items of the same row row by row; a single one to all. */
function pair(from: readonly Occurrence[], to: readonly Occurrence[], isSameItem: boolean): readonly Pair[] {
  const isSingle = (side: readonly Occurrence[]) => (side[0]?.row ?? -1) < 0;
  if (isSingle(from) || isSingle(to)) {
    return from.flatMap((one) => to.map((other): Pair => [one, other]));
  }
  const place = (one: Occurrence) => (isSameItem ? `${one.row}:${one.at}` : `${one.row}`);
  const byPlace = new Map<string, Occurrence[]>();
  for (const other of to) {
    const known = byPlace.get(place(other));
    if (known === undefined) byPlace.set(place(other), [other]);
    else known.push(other);
  }
  return from.flatMap((one) => (byPlace.get(place(one)) ?? []).map((other): Pair => [one, other]));
}

/** The row that the relation is read from: the item's own, or for two single mentions the first that fulfils it. */
function findRow(
  rows: readonly SourceRow[],
  place: Occurrence,
  holds: (row: SourceRow, item: Cell) => boolean,
): SourceRow | undefined {
  if (place.row < 0) return rows.find((row) => holds(row, null));
  const row = rows[place.row];
  return row !== undefined && holds(row, place.item) ? row : undefined;
}

function periodOf(during: string, record: BuiltRecord, from: Occurrence, to: Occurrence): Period | null {
  if (during === 'record') return record.period;
  const mentions = record.roles.get(during)?.mentions ?? [];
  const keys = [from.itemKey, to.itemKey];
  const mention = mentions.length === 1 ? mentions[0] : mentions.find((each) => keys.includes(each.itemKey));
  return mention?.period ?? null;
}
