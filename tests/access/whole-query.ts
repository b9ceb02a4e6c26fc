import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  print,
} from 'graphql';
import { ARGUMENTS, type Planted } from './roots.ts';

const DEEPEST = 4;
/** Whatever an id is the id of has a root of its own, which is asked to the full depth. */
const DEEPEST_OF_ANY = 2;

/**
 * For every root field of the queries one selection of all that it can give, to a depth of four objects, no type twice on
 * the way and a list by its nodes alone. A new root is in it on the day it appears; one whose required argument nothing is known of throws.
 */
export function selectEverything(schema: GraphQLSchema, planted: Planted): ReadonlyMap<string, string> {
  const roots = new Map<string, string>();
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const lines = choices(field, planted).map(
      (filled, index) =>
        `${field.name}_${index}: ${field.name}${filled} ${select(schema, field.type, new Set())}`,
    );
    roots.set(field.name, lines.join('\n'));
  }
  return roots;
}

function choices(field: GraphQLField<unknown, unknown>, planted: Planted): readonly string[] {
  const given: string[] = [];
  let ids: readonly string[] | null = null;
  for (const argument of field.args) {
    if (argument.name === 'id') {
      ids = idsFor(field.type, planted);
      continue;
    }
    const give = ARGUMENTS[`${field.name}.${argument.name}`] ?? ARGUMENTS[argument.name];
    const value = give?.(planted);
    if (value !== undefined) given.push(write(field, argument, value));
    else if (isRequiredArgument(argument))
      throw new Error(
        `${field.name}(${argument.name}) has to be given something: add a line to ARGUMENTS in roots.ts`,
      );
  }
  const lists = (ids ?? [null]).map((id) => (id === null ? given : [...given, `id: ${JSON.stringify(id)}`]));
  return lists.map((list) => (list.length === 0 ? '' : `(${list.join(', ')})`));
}

/** A value of any shape as GraphQL writes it: names without quotes. */
function writeJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${name}: ${writeJson(inner)}`)
    .join(', ')} }`;
}

/** `where` of one root may know nothing of what it is in another. */
function write(field: GraphQLField<unknown, unknown>, argument: GraphQLArgument, value: unknown): string {
  if (getNamedType(argument.type).name === 'JSON') return `${argument.name}: ${writeJson(value)}`;
  const ast = astFromValue(value, argument.type);
  if (ast == null)
    throw new Error(`${field.name}(${argument.name}) cannot be given ${JSON.stringify(value)}`);
  return `${argument.name}: ${print(ast)}`;
}

function idsFor(type: GraphQLOutputType, { ids }: Planted): readonly string[] {
  const named = getNamedType(type);
  if (isAbstractType(named)) return [...ids.values()].flat();
  const known = ids.get(named.name);
  if (known === undefined)
    throw new Error(`No ${named.name} is planted: add a line to IDENTIFIED in roots.ts`);
  return known;
}

function select(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  above: ReadonlySet<string>,
  deepest = DEEPEST,
): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isAbstractType(named)) {
    const parts = schema
      .getPossibleTypes(named)
      .map((one) => `... on ${one.name} ${select(schema, one, above, DEEPEST_OF_ANY)}`);
    return `{ __typename ${parts.join('\n')} }`;
  }
  if (!isObjectType(named) || above.has(named.name)) return '{ __typename }';
  const within = new Set([...above, named.name]);
  const all = named.getFields();
  const fields = Object.values(all).flatMap((field) => {
    if (field.name === 'edges' && 'nodes' in all) return [];
    if (field.args.some(isRequiredArgument)) return [];
    const isLeaf = isLeafType(getNamedType(field.type));
    if (!isLeaf && (within.size >= deepest || within.has(getNamedType(field.type).name))) return [];
    return [`${field.name} ${select(schema, field.type, within, deepest)}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
}
