import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { fieldsBelow } from '../look-ahead.ts';

const PAGE = 'pageInfo';
/** Fields that say whether the lists beside them end where the answer does, with what is asked of each. */
const END_FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  [PAGE, ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor']],
  ['totalCount', []],
  ['hasMore', []],
  ['isCut', []],
  ['cutBy', []],
  ['leftOut', ['entities', 'isCut']],
]);
/** Arguments that say how long a plain list may be. */
const LENGTHS: readonly string[] = ['first', 'longest'];
const AT_MOST = 'atMost';

/** The fields of a type that say whether its lists are whole: its page, or else all that tells of them. */
export function endFieldsOf(type: GraphQLNamedType): readonly string[] {
  if (!isObjectType(type)) return [];
  const fields = type.getFields();
  if (fields[PAGE] !== undefined) return [PAGE];
  const hasList = Object.values(fields).some((field) => isObjectList(field.type));
  return hasList ? [...END_FIELDS.keys()].filter((name) => fields[name] !== undefined) : [];
}

/** Whether a field of that name may have been asked for on the export's own account. */
export function isEndField(name: string): boolean {
  return END_FIELDS.has(name);
}

export function isObjectList(type: GraphQLType): boolean {
  return isListType(getNullableType(type)) && isObjectType(getNamedType(type));
}

/** How long a plain list may be at most, whatever there is; null: it is whole. */
export function mostOf(
  { astNode }: Pick<GraphQLField<unknown, unknown>, 'astNode'>,
  args: Readonly<Record<string, unknown>>,
): number | null {
  for (const name of LENGTHS) {
    const given = args[name];
    if (typeof given === 'number') return given;
  }
  const bound = astNode?.directives?.find(({ name }) => name.value === AT_MOST)?.arguments?.[0]?.value;
  return bound?.kind === Kind.INT ? Number(bound.value) : null;
}

/** The same question, which also asks whatever tells whether its lists are whole, so that a file can say what it does not hold. Pure. */
export function askForEnds(schema: GraphQLSchema, query: string): string {
  const types = new TypeInfo(schema);
  const document = parse(query, { noLocation: true });
  const opened = { fragments: fragmentsOf(document) };
  return print(
    visit(
      document,
      visitWithTypeInfo(types, {
        leave: (field) => {
          const type = getNamedType(types.getType());
          if (field.kind !== Kind.FIELD || field.selectionSet === undefined || !isObjectType(type))
            return undefined;
          const names = endFieldsOf(type);
          const asksForList = fieldsBelow(opened, [field]).some(({ name }) => {
            const asked = type.getFields()[name.value];
            return asked !== undefined && isObjectList(asked.type);
          });
          if (names.length === 0 || !(asksForList || names.includes(PAGE))) return undefined;
          const selections: readonly SelectionNode[] = [...field.selectionSet.selections, ...names.map(ask)];
          return { ...field, selectionSet: { ...field.selectionSet, selections } };
        },
      }),
    ),
  );
}

function fragmentsOf({ definitions }: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> {
  return Object.fromEntries(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
}

function ask(field: string): FieldNode {
  const inner = END_FIELDS.get(field) ?? [];
  const name = { kind: Kind.NAME, value: field } as const;
  return inner.length === 0
    ? { kind: Kind.FIELD, name }
    : {
        ...{ kind: Kind.FIELD, name },
        selectionSet: { kind: Kind.SELECTION_SET, selections: inner.map(ask) },
      };
}
