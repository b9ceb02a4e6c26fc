import { hash } from 'node:crypto';
import type { Period, StandardPoint } from '../../standardise/value.ts';
import type { Cell, MappedAttribute, MappedMention, RowFault, SourceRow } from '../mapped.ts';
import { compileAttribute } from './compile-attribute.ts';
import { betterPoint, type CompileContext, compileLocation, compilePeriod } from './compile-context.ts';
import { compileItems, itemColumn } from './compile-items.ts';
import { compileConditions, compileValue } from './compile-value.ts';
import { canonicalText, joinKey } from './content-key.ts';
import type { MentionMapping } from './mapping.ts';

/** Where in its record a mention was read; -1 for a role with a single mention, to which all rows contribute. */
export interface Occurrence {
  readonly row: number;
  readonly at: number;
  readonly item: Cell;
  readonly itemKey: string;
}

export interface BuiltRole {
  readonly mentions: readonly MappedMention[];
  readonly occurrences: readonly Occurrence[];
}

export type BuildRole = (rows: readonly SourceRow[], faults: RowFault[]) => BuiltRole;

/** More items in one role of one record than any real register has: a wrong key or separator, not data. */
const MAX_ITEMS = 10_000;

/** A role of the mapping as a function over the rows of a record. */
export function compileMention(mapping: MentionMapping, context: CompileContext): BuildRole {
  const { each, role } = mapping;
  const addTo = compileDraft(mapping, context);
  const holds = compileConditions(mapping.when, context.contract.object);
  if (each.is === 'one') {
    return (rows, faults) => {
      const draft = emptyDraft('');
      for (const row of rows) if (holds(row, null)) addTo(draft, row, null, faults);
      if (draft.attributes.length === 0) return NOTHING;
      return { mentions: [finish(draft, mapping)], occurrences: SINGLE };
    };
  }
  const listItems = compileItems(each, context.contract.object);
  const keyOf = compileItemKey(mapping, context);
  return (rows, faults) => {
    const drafts = new Map<string, Draft>();
    const occurrences: Occurrence[] = [];
    rows.forEach((row, index) => {
      listItems(row).forEach((item, at) => {
        if (occurrences.length >= MAX_ITEMS || !holds(row, item)) return;
        const fresh = emptyDraft('');
        addTo(fresh, row, item, faults);
        if (fresh.attributes.length === 0) return;
        const itemKey = keyOf(row, item, fresh);
        occurrences.push({ row: index, at, item, itemKey });
        const known = drafts.get(itemKey);
        if (known === undefined) drafts.set(itemKey, { ...fresh, itemKey });
        else addTo(known, row, item, faults);
      });
    });
    if (occurrences.length >= MAX_ITEMS) {
      faults.push({
        rule: 'limit',
        column: null,
        value: null,
        reason: `${role} has ${MAX_ITEMS} items or more`,
      });
    }
    return { mentions: [...drafts.values()].map((draft) => finish(draft, mapping)), occurrences };
  };
}

const NOTHING: BuiltRole = { mentions: [], occurrences: [] };
const SINGLE: readonly Occurrence[] = [{ row: -1, at: -1, item: null, itemKey: '' }];

interface Draft {
  readonly itemKey: string;
  readonly attributes: MappedAttribute[];
  point: StandardPoint | null;
  period: Period | null;
}

const emptyDraft = (itemKey: string): Draft => ({ itemKey, attributes: [], point: null, period: null });

function compileDraft(
  mapping: MentionMapping,
  context: CompileContext,
): (draft: Draft, row: SourceRow, item: Cell, faults: RowFault[]) => void {
  const column = itemColumn(mapping.each);
  const attributes = mapping.attributes.map((attribute) => compileAttribute(attribute, context, column));
  const readPeriod = compilePeriod(mapping.period, context, column);
  const readPoint = compileLocation(mapping.location, context, column);
  return (draft, row, item, faults) => {
    for (const add of attributes) add(row, item, draft.attributes, faults);
    if (readPeriod !== null) draft.period ??= readPeriod(row, item, faults);
    if (readPoint !== null) draft.point = betterPoint(draft.point, readPoint(row, item));
  };
}

function finish(draft: Draft, { role, kind, type }: MentionMapping): MappedMention {
  const { itemKey, attributes, point, period } = draft;
  const mention = { role, itemKey, kind, type, attributes };
  if (point === null && period === null) return mention;
  return { ...mention, ...(point === null ? {} : { point }), ...(period === null ? {} : { period }) };
}

/** The declared item values, or else the item's content; for `each: rows` that is what this mention reads of the row. */
function compileItemKey(
  mapping: MentionMapping,
  context: CompileContext,
): (row: SourceRow, item: Cell, draft: Draft) => string {
  const { object } = context.contract;
  const values = mapping.item.map((value) => compileValue(value, object, itemColumn(mapping.each)).read);
  return (row, item, draft) => {
    if (values.length > 0) {
      const parts = values.map((read) => read(row, item));
      if (parts.some((part) => part !== '')) return joinKey(parts);
    }
    if (typeof item === 'string') return joinKey([item.trim()]);
    const content =
      item === null
        ? draft.attributes.map((attribute) => `${attribute.name}=${attribute.standard.original}`).join('\n')
        : canonicalText(item);
    return hash('sha256', content).slice(0, 32);
  };
}
