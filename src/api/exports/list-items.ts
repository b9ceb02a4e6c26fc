/** What GraphQL gave, as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

/** One row of an export: an object of a list of a root, or a root that has no list. */
export interface ExportItem {
  /** Alias of the root field. */
  readonly root: string;
  /** The list within it; '' where the root is the list, or none. */
  readonly list: string;
  readonly item: Json;
}

export interface ExportContent {
  readonly items: readonly ExportItem[];
  /** What stands beside the lists: totals, whether it was cut, pages. By root. */
  readonly beside: JsonObject;
}

/** Takes an answer apart into the objects of its lists and what stands beside them. Pure. */
export function listItems(data: JsonObject): ExportContent {
  const items: ExportItem[] = [];
  const beside: Record<string, Json> = {};
  for (const [root, value] of Object.entries(data)) {
    if (isList(value)) {
      items.push(...value.map((item) => ({ root, list: '', item })));
      continue;
    }
    if (!isObject(value)) {
      beside[root] = value;
      continue;
    }
    const fields = Object.entries(value);
    const lists = fields.flatMap(([list, field]) =>
      isList(field) && field.every(isObject) ? [[list, field] as const] : [],
    );
    if (lists.length === 0) {
      items.push({ root, list: '', item: value });
      continue;
    }
    for (const [list, rows] of lists)
      items.push(...rows.map((item) => ({ root, list, item: nodeOf(list, item) })));
    const others = fields.filter(([name]) => !lists.some(([list]) => list === name));
    if (others.length > 0) beside[root] = Object.fromEntries(others);
  }
  return { items, beside };
}

/** An edge of a connection is its node: a cursor belongs to one list at one time. */
function nodeOf(list: string, item: Json): Json {
  return list === 'edges' && isObject(item) && item.node !== undefined ? item.node : item;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}
