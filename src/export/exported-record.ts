import type { EntityId, RecordId } from '../ids.ts';
import type { MentionMapping } from '../intake/mapping/mapping.ts';
import type { ReconciledValue } from './reconciled-value.ts';

/** One record as it is given back. */
export interface ExportedRecord {
  readonly id: RecordId;
  readonly key: string;
  readonly roles: ReadonlyMap<string, readonly ExportedMention[]>;
}

/** One of the things that a record is about. */
export interface ExportedMention {
  readonly entity: EntityId | null;
  readonly itemKey: string;
  readonly attributes: ReadonlyMap<string, ExportedAttribute>;
}

export interface ExportedAttribute {
  /** What the record itself states, as it spells it, but for what is left out. */
  readonly stated: readonly string[];
  readonly preferred: ReconciledValue | null;
}

/** A value that was left out, and why. */
export interface LeftOutValue {
  readonly record: string;
  readonly role: string;
  readonly itemKey: string;
  readonly entity: string;
  readonly attribute: string;
  readonly stated: string;
  readonly reason: string;
  readonly knownProblem: string;
}

/** Which cells a row has, and how a record fills them. Several things in one role share a cell, in the order of their keys. */
export interface Layout<Row = ExportedRecord> {
  readonly columns: readonly string[];
  cellsOf(record: Row): readonly string[];
}

const BETWEEN = ' | ';
const PARTS = ['', '.standard', '.stated', '.confirmation', '.source'] as const;

/** The layout of a dataset, and the attributes that it has cells for. */
export interface DatasetLayout extends Layout {
  readonly attributes: ReadonlySet<string>;
}

/** The layout of a dataset: a row for each record; for each role its entity, and five cells for each attribute. Pure. */
export function buildLayout(mentions: readonly Pick<MentionMapping, 'role' | 'attributes'>[]): DatasetLayout {
  const roles = mentions.map(({ role, attributes }) => ({
    role,
    attributes: [...new Set(attributes.map(({ name }) => name))],
  }));
  const days = new StatedDays();
  return {
    attributes: new Set(roles.flatMap(({ attributes }) => attributes)),
    columns: [
      'record',
      ...roles.flatMap(({ role, attributes }) => [
        `${role}.entity`,
        ...attributes.flatMap((name) => PARTS.map((part) => `${role}.${name}${part}`)),
      ]),
    ],
    cellsOf: ({ key, roles: filled }) => {
      const cells = [key];
      for (const { role, attributes } of roles) {
        const things = filled.get(role) ?? [];
        cells.push(joinOf(things, ({ entity }) => entity ?? ''));
        for (const name of attributes) pushCells(cells, things, name, days);
      }
      return cells;
    },
  };
}

function pushCells(
  cells: string[],
  things: readonly ExportedMention[],
  name: string,
  days: StatedDays,
): void {
  const found = things.map(({ attributes }) => attributes.get(name));
  cells.push(
    joinOf(found, (one) => one?.preferred?.value ?? ''),
    joinOf(found, (one) => one?.preferred?.standard ?? ''),
    joinOf(found, (one) => joinOf(one?.stated ?? [], (stated) => stated)),
    joinOf(found, (one) => one?.preferred?.confirmation ?? ''),
    joinOf(found, (one) => (one?.preferred == null ? '' : describeSource(one.preferred, days))),
  );
}

/** Dataset, record, and when it was stated: what a reader needs to find it again. */
function describeSource({ source }: ReconciledValue, days: StatedDays): string {
  const { dataset, recordKey, delivery, statedAt } = source;
  return `${dataset}#${recordKey} ${delivery} ${days.of(statedAt)}`;
}

/** Deliveries are few where values are many. */
class StatedDays {
  readonly #known = new Map<number, string>();

  of(statedAt: number): string {
    const known = this.#known.get(statedAt);
    if (known !== undefined) return known;
    const day = new Date(statedAt).toISOString().slice(0, 10);
    this.#known.set(statedAt, day);
    return day;
  }
}

/** Nearly always of one thing. */
function joinOf<T>(things: readonly T[], cellOf: (thing: T) => string): string {
  const cells = things.map(cellOf);
  const [only = ''] = cells;
  if (cells.length < 2) return only;
  return cells.every((cell) => cell === '') ? '' : cells.join(BETWEEN);
}

/** A record as one object, for formats that know lists. */
export function toObject({ key, id, roles }: ExportedRecord): Readonly<Record<string, unknown>> {
  const described: Record<string, unknown> = { record: key, recordId: id };
  for (const [role, things] of roles)
    described[role] = things.map(({ entity, itemKey, attributes }) => ({
      entity,
      ...(itemKey === '' ? {} : { item: itemKey }),
      attributes: Object.fromEntries(
        [...attributes].map(([name, { stated, preferred }]) => [
          name,
          preferred === null
            ? { stated, value: null }
            : {
                stated,
                value: preferred.value,
                standard: preferred.standard,
                confirmation: { state: preferred.confirmation, by: preferred.confirmedBy },
                source: { ...preferred.source, statedAt: new Date(preferred.source.statedAt).toISOString() },
              },
        ]),
      ),
    }));
  return described;
}
