import type { EntityKind, MappedMention } from '../intake/mapped.ts';
import { storeAttributes } from '../intake/stored-attribute.ts';
import type { EngineMention } from '../resolve/engine/mention.ts';

/** Entity of a mention as the truth has it; of several any is right; null where the truth says nothing. */
export type Label = string | readonly string[] | null;

export interface LabelledMention {
  readonly mention: EngineMention;
  readonly label: Label;
  /** Rows that state it. */
  readonly rows: number;
}

/** A labelled set that was opened: read once per kind, so that only the mentions of one kind are held at a time. */
export interface LabelledSource {
  readonly kinds: readonly EntityKind[];
  /** Rows read so far; whole after the first reading. */
  rows(): number;
  read(kind: EntityKind, take: (mention: LabelledMention) => void): Promise<void>;
  /** Ids of datasets: how many mentions of the one find their entity in the other is measured too. */
  readonly find?: { readonly of: string; readonly in: string } | undefined;
}

/** `once`: its source states no entity of its role twice. */
export function toEngineMention(
  key: string,
  source: string,
  mention: MappedMention,
  once: boolean,
): EngineMention {
  const { role, itemKey, kind, type, attributes, point, period } = mention;
  return {
    id: [key, role, itemKey].filter((part) => part !== '').join('/'),
    kind,
    type,
    source,
    ...(once ? { once } : {}),
    attributes: storeAttributes(attributes),
    ...(period === undefined ? {} : { validFrom: period.from, validTo: period.to }),
    ...(point === undefined || point.flags.length > 0
      ? {}
      : { point: { longitude: point.longitude, latitude: point.latitude } }),
  };
}

/** Whether two labels name one entity; null where one says nothing. */
export function isSame(one: Label, other: Label): boolean | null {
  if (one === null || other === null) return null;
  if (typeof one === 'string') return typeof other === 'string' ? one === other : other.includes(one);
  return typeof other === 'string' ? one.includes(other) : one.some((label) => other.includes(label));
}

export function firstOf(label: Exclude<Label, null>): string {
  return typeof label === 'string' ? label : (label[0] ?? '');
}
