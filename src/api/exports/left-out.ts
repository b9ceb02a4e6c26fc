import { getNamedType, isCompositeType } from 'graphql';
import type { AskedField, AskedFields } from './asked-fields.ts';
import { endFieldsOf, isEndField, isObjectList, mostOf } from './list-ends.ts';
import { isList, isObject, type Json, type JsonObject } from './list-items.ts';

/** Lists that an export does not hold the whole of: where they stand in the answer, how many, and behind and before which cursors there is more. */
export interface LeftOut {
  /** Names of the fields that lead to the list, or to what holds it with its pages or totals, with dots between: `within`, `entity.links`. */
  readonly path: string;
  readonly lists: number;
  /** POSSIBLE: it is as long as it may be, and nothing tells whether there is more. */
  readonly certainty: 'CERTAIN' | 'POSSIBLE';
  /** Of a single list: the cursor that the rest follows, or comes before; null where there is none. */
  readonly after: string | null;
  readonly before: string | null;
}

type Cut = Pick<LeftOut, 'certainty' | 'after' | 'before'>;

/**
 * An answer to {@link askForEnds} with what it leaves out; what the question itself (`asked`) did not ask for is taken out of
 * it. Pure.
 */
export function readLeftOut(
  data: JsonObject,
  asked: AskedFields,
): { readonly data: JsonObject; readonly leftOut: readonly LeftOut[] } {
  const found = new Map<string, LeftOut>();
  const readFields = (object: JsonObject, fields: AskedFields, path: string, isEnd = false): JsonObject =>
    Object.fromEntries(
      Object.entries(object).flatMap(([name, value]) => {
        const field = fields.get(name);
        // What one alias means differs by type: all of it stays but what was asked on our own account.
        if (field === undefined) return isEnd || isEndField(name) ? [] : [[name, value]];
        return [[name, readField(value, field, path === '' ? name : `${path}.${name}`)]];
      }),
    );
  const readField = (value: Json, field: AskedField, path: string): Json => {
    if (isList(value)) {
      const most = mostOf(field.definition, field.args);
      if (most !== null && value.length >= most) note(found, path, UNKNOWN);
      return value.map((item) => readItem(item, field, path));
    }
    return readItem(value, field, path);
  };
  const readItem = (item: Json, field: AskedField, path: string): Json => {
    if (!isObject(item) || !isCompositeType(getNamedType(field.definition.type))) return item;
    const cut = findCut(item, field);
    if (cut !== null) note(found, path, cut);
    return readFields(item, field.below(), path, isEndField(field.definition.name));
  };
  return { data: readFields(data, asked, ''), leftOut: [...found.values()] };
}

const UNKNOWN: Cut = { certainty: 'POSSIBLE', after: null, before: null };
const MORE: Cut = { certainty: 'CERTAIN', after: null, before: null };

/** What an object says of its own lists; null: they are whole, or it tells nothing. */
function findCut(item: JsonObject, field: AskedField): Cut | null {
  const names = endFieldsOf(getNamedType(field.definition.type));
  const { pageInfo, totalCount, hasMore, isCut, cutBy, leftOut } = Object.fromEntries(
    names.map((name) => [name, item[name]]),
  );
  if (isObject(pageInfo)) return findPageCut(pageInfo);
  const lists = [...field.below()].flatMap(([name, { definition }]) => {
    const list = item[name];
    return isObjectList(definition.type) && isList(list) ? [list] : [];
  });
  if (lists.length === 0) return null;
  const isMore =
    hasMore === true ||
    isCut === true ||
    (isList(cutBy) && cutBy.length > 0) ||
    (isObject(leftOut) && (leftOut.entities !== 0 || leftOut.isCut === true)) ||
    lists.some(({ length }) => typeof totalCount === 'number' && length < totalCount);
  return isMore ? MORE : null;
}

function findPageCut({ hasNextPage, hasPreviousPage, startCursor, endCursor }: JsonObject): Cut | null {
  if (hasNextPage !== true && hasPreviousPage !== true) return null;
  const cursor = (has: Json | undefined, given: Json | undefined): string | null =>
    has === true && typeof given === 'string' ? given : null;
  return { ...MORE, after: cursor(hasNextPage, endCursor), before: cursor(hasPreviousPage, startCursor) };
}

function note(found: Map<string, LeftOut>, path: string, cut: Cut): void {
  const known = found.get(path);
  if (known === undefined) found.set(path, { path, lists: 1, ...cut });
  else {
    const certainty = known.certainty === 'CERTAIN' ? known.certainty : cut.certainty;
    found.set(path, { path, lists: known.lists + 1, certainty, after: null, before: null });
  }
}
