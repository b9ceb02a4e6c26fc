import {
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** What the arguments of root fields are filled with. */
export interface Arguments {
  /** By `root.argument`, else by the name of the argument; what has no entry and is not required is left out. */
  readonly byName: Readonly<Record<string, string>>;
  /** Ids by the type that they are the ids of. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
}

const DEEPEST = 4;

/**
 * For every root field of the queries one selection of all that it can give, to a depth of four objects, no type twice on
 * the way and a list by its nodes alone. A new root is in it on the day it appears; one whose required argument nothing is known of throws.
 */
export function selectEverything(schema: GraphQLSchema, args: Arguments): ReadonlyMap<string, string> {
  const roots = new Map<string, string>();
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const lines = choices(field, args).map(
      (filled, index) =>
        `${field.name}_${index}: ${field.name}${filled} ${select(schema, field.type, new Set())}`,
    );
    roots.set(field.name, lines.join('\n'));
  }
  return roots;
}

function choices(field: GraphQLField<unknown, unknown>, args: Arguments): readonly string[] {
  const given: string[] = [];
  let ids: readonly string[] | null = null;
  for (const argument of field.args) {
    const known = args.byName[`${field.name}.${argument.name}`] ?? args.byName[argument.name];
    if (argument.name === 'id') ids = idsFor(field.type, args);
    else if (known !== undefined) given.push(`${argument.name}: ${known}`);
    else if (isRequiredArgument(argument))
      throw new Error(
        `The matrix knows nothing to fill ${field.name}(${argument.name}) with; tell it in this test`,
      );
  }
  const lists = (ids ?? [null]).map((id) => (id === null ? given : [...given, `id: ${JSON.stringify(id)}`]));
  return lists.map((list) => (list.length === 0 ? '' : `(${list.join(', ')})`));
}

function idsFor(type: GraphQLOutputType, { ids }: Arguments): readonly string[] {
  const named = getNamedType(type);
  return (isAbstractType(named) ? undefined : ids[named.name]) ?? Object.values(ids).flat();
}

function select(schema: GraphQLSchema, type: GraphQLOutputType, above: ReadonlySet<string>): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isAbstractType(named)) {
    const parts = schema
      .getPossibleTypes(named)
      .map((one) => `... on ${one.name} ${select(schema, one, above)}`);
    return `{ __typename ${parts.join('\n')} }`;
  }
  if (!isObjectType(named) || above.has(named.name)) return '{ __typename }';
  const within = new Set([...above, named.name]);
  const all = named.getFields();
  const fields = Object.values(all).flatMap((field) => {
    if (field.name === 'edges' && 'nodes' in all) return [];
    if (field.args.some(isRequiredArgument)) return [];
    const isLeaf = isLeafType(getNamedType(field.type));
    if (!isLeaf && (within.size >= DEEPEST || within.has(getNamedType(field.type).name))) return [];
    return [`${field.name} ${select(schema, field.type, within)}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
}
