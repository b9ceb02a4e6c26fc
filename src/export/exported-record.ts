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
  /** What the record itself states, as it spells it; left out where that is a known problem. */
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

/** The layout of a dataset: a row for each record; for each role its entity, and five cells for each attribute. Pure. */
export function buildLayout(mentions: readonly Pick<MentionMapping, 'role' | 'attributes'>[]): Layout {
  const roles = mentions.map(({ role, attributes }) => ({
    role,
    attributes: [...new Set(attributes.map(({ name }) => name))],
  }));
  return {
    columns: [
      'record',
      ...roles.flatMap(({ role, attributes }) => [
        `${role}.entity`,
        ...attributes.flatMap((name) => PARTS.map((part) => `${role}.${name}${part}`)),
      ]),
    ],
    cellsOf: ({ key, roles: filled }) => [
      key,
      ...roles.flatMap(({ role, attributes }) => {
        const things = filled.get(role) ?? [];
        return [
          join(things.map(({ entity }) => entity ?? '')),
          ...attributes.flatMap((name) => cellsOfAttribute(things, name)),
        ];
      }),
    ],
  };
}

function cellsOfAttribute(things: readonly ExportedMention[], name: string): readonly string[] {
  const found = things.map(({ attributes }) => attributes.get(name));
  return [
    join(found.map((one) => one?.preferred?.value ?? '')),
    join(found.map((one) => one?.preferred?.standard ?? '')),
    join(found.map((one) => one?.stated.join(BETWEEN) ?? '')),
    join(found.map((one) => one?.preferred?.confirmation ?? '')),
    join(found.map((one) => (one?.preferred == null ? '' : describeSource(one.preferred)))),
  ];
}

/** Dataset, record, and when it was stated: what a reader needs to find it again. */
function describeSource({ source: { dataset, recordKey, delivery, statedAt } }: ReconciledValue): string {
  return `${dataset}#${recordKey} ${delivery} ${new Date(statedAt).toISOString().slice(0, 10)}`;
}

function join(cells: readonly string[]): string {
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
