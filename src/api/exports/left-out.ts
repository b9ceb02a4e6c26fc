import {
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { isList, isObject, type Json, type JsonObject } from './list-items.ts';

/** Lists that an export holds a page of: where they stand in the answer, how many, and behind and before which cursors there is more. */
export interface LeftOut {
  /** Names of the fields that lead there, with dots between: `within`, `entity.links`. */
  readonly path: string;
  readonly lists: number;
  /** Of a single list: the cursor that the rest follows, or comes before; null where there is none. */
  readonly after: string | null;
  readonly before: string | null;
}

/** The same question, asked for the pages of its lists too. */
export interface PagedQuestion {
  readonly query: string;
  /** Whether it asked for no page itself, so that the answer is given without. */
  readonly isOwn: boolean;
}

const PAGES = 'pageInfo';
const FIELDS = ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'];

/** Asks every list that has pages which page it gave, so that a file can say what it does not hold. Pure. */
export function askForPages(schema: GraphQLSchema, query: string): PagedQuestion {
  const types = new TypeInfo(schema);
  let isOwn = true;
  const document = visit(
    parse(query, { noLocation: true }),
    visitWithTypeInfo(types, {
      leave: (field) => {
        if (field.kind !== Kind.FIELD) return undefined;
        if (field.name.value === PAGES) isOwn = false;
        const type = getNamedType(types.getType());
        if (!isObjectType(type) || type.getFields()[PAGES] === undefined || field.selectionSet === undefined)
          return undefined;
        const selections: readonly SelectionNode[] = [...field.selectionSet.selections, ASKED];
        return { ...field, selectionSet: { ...field.selectionSet, selections } };
      },
    }),
  );
  return { query: print(document), isOwn };
}

const nameOf = (value: string) => ({ kind: Kind.NAME, value }) as const;
const ASKED: FieldNode = {
  kind: Kind.FIELD,
  name: nameOf(PAGES),
  selectionSet: {
    kind: Kind.SELECTION_SET,
    selections: FIELDS.map((field) => ({ kind: Kind.FIELD, name: nameOf(field) })),
  },
};

/** An answer with what it leaves out; pages that were asked for on our own account are taken out of it. Pure. */
export function readLeftOut(
  data: JsonObject,
  { isOwn }: Pick<PagedQuestion, 'isOwn'>,
): { readonly data: JsonObject; readonly leftOut: readonly LeftOut[] } {
  const found = new Map<string, LeftOut>();
  const read = (value: Json, path: string): Json => {
    if (isList(value)) return value.map((item) => read(item, path));
    if (!isObject(value)) return value;
    note(found, path, value[PAGES]);
    const fields = Object.entries(value).filter(([name]) => !isOwn || name !== PAGES);
    return Object.fromEntries(
      fields.map(([name, field]) => [name, read(field, path === '' ? name : `${path}.${name}`)]),
    );
  };
  return { data: read(data, '') as JsonObject, leftOut: [...found.values()] };
}

function note(found: Map<string, LeftOut>, path: string, page: Json | undefined): void {
  if (!isObject(page) || (page.hasNextPage !== true && page.hasPreviousPage !== true)) return;
  const known = found.get(path);
  const cursor = (has: Json | undefined, given: Json | undefined): string | null =>
    has === true && typeof given === 'string' && known === undefined ? given : null;
  found.set(path, {
    path,
    lists: (known?.lists ?? 0) + 1,
    after: cursor(page.hasNextPage, page.endCursor),
    before: cursor(page.hasPreviousPage, page.startCursor),
  });
}
