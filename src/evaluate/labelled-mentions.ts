import { mentionId, recordId } from '../ids.ts';
import type { MentionState } from '../intake/batch-change.ts';
import type { EntityKind, MappedMention, MappedRecord } from '../intake/mapped.ts';
import { findNamesakes } from '../intake/namesakes.ts';
import { storeAttributes } from '../intake/stored-attribute.ts';
import type { OnceRoles } from '../resolve/matching/resolvable.ts';
import { FAR_FUTURE, FAR_PAST } from '../standardise/value.ts';

/** Entity of a mention as the truth has it; of several any is right; null where the truth says nothing. */
export type Label = string | readonly string[] | null;

export interface LabelledMention {
  readonly mention: MentionState;
  readonly label: Label;
  /** Rows that state it. */
  readonly rows: number;
}

/** A labelled set that was opened: read once per kind, so that only the mentions of one kind are held at a time. */
export interface LabelledSource {
  readonly kinds: readonly EntityKind[];
  /** What its datasets promise. */
  readonly onceIn: OnceRoles;
  /** Schemes that nobody declared, made up for numbers of which nothing is known: sharing one is evidence and no more. */
  readonly undeclared: ReadonlySet<string>;
  /** Rows read so far; whole after the first reading. */
  rows(): number;
  read(kind: EntityKind, take: (mention: LabelledMention) => void): Promise<void>;
  /** Labels of rows that say nothing of whom they are about: each is measured as an entity found alone. */
  readonly silent?: ReadonlyMap<EntityKind, readonly Label[]>;
  /** Ids of datasets: how many mentions of the one find their entity in the other is measured too. */
  readonly find?: { readonly of: string; readonly in: string } | undefined;
}

/** The mentions of a record as the graph would keep them, each with what it was mapped to. */
export function toMentionStates(
  dataset: string,
  { key, mentions, period: ofRecord }: MappedRecord,
): readonly (readonly [MentionState, MappedMention])[] {
  const record = recordId(dataset, key);
  const namesakes = findNamesakes(mentions);
  return mentions.map((mention) => {
    const { role, itemKey, kind, type, attributes, point, period = ofRecord } = mention;
    const state: MentionState = {
      id: mentionId(record, role, itemKey),
      ...{ record, dataset, role, kind, type },
      namesake: namesakes.has(mention),
      attributes: storeAttributes(attributes),
      validFrom: period?.from ?? FAR_PAST,
      validTo: period?.to ?? FAR_FUTURE,
      ...(point === undefined || point.flags.length > 0
        ? {}
        : { point: { longitude: point.longitude, latitude: point.latitude } }),
    };
    return [state, mention] as const;
  });
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
