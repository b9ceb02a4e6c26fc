import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** Where an input of a query stands, e.g. `entities(where.attributes.equals)`. */
export interface InputPlace {
  readonly root: string;
  readonly path: readonly string[];
  readonly type: string;
}

/** Gives the value of a leaf of an input; undefined leaves an optional one out. */
export type GiveValue = (place: InputPlace, isRequired: boolean) => unknown;
/** Chooses among fields, arguments and the like; `of`: how many there are. */
export type Choose = (of: number) => number;

const SCALARS = new Set(['String', 'ID', 'Int', 'Float', 'Boolean', 'DateTime', 'JSON']);
const DEEPEST_INPUT = 4;

/** Every root field of queries, in order of its name. */
export function listRoots(schema: GraphQLSchema): readonly GraphQLField<unknown, unknown>[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {}).sort((left, right) =>
    left.name < right.name ? -1 : 1,
  );
}

/** Every leaf of every input of a type of scalars that some root field takes, lists and input objects opened. */
export function listInputs(schema: GraphQLSchema, types: readonly string[]): readonly InputPlace[] {
  return listRoots(schema)
    .flatMap(({ name, args }) =>
      args.flatMap((argument) => leavesOf(name, [argument.name], argument.type, 0)),
    )
    .filter(({ type }) => types.includes(type));
}

function leavesOf(
  root: string,
  path: readonly string[],
  type: GraphQLInputType,
  depth: number,
): readonly InputPlace[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [{ root, path, type: named.name }];
  if (depth >= DEEPEST_INPUT) return [];
  return Object.values(named.getFields()).flatMap((field) =>
    leavesOf(root, [...path, field.name], field.type, depth + 1),
  );
}

/** One query of a root field with variables: what it asks for is chosen, what it is given comes from `give`. */
export function makeQuery(
  schema: GraphQLSchema,
  root: GraphQLField<unknown, unknown>,
  give: GiveValue,
  choose: Choose,
  depth: number,
): { readonly query: string; readonly variables: Readonly<Record<string, unknown>> } {
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const write = (field: GraphQLField<unknown, unknown>, rootName: string): string => {
    const given = field.args.flatMap((argument) => {
      const value = fill(rootName, argument, give);
      if (value === undefined) return [];
      const name = `v${declared.length}`;
      declared.push(`$${name}: ${argument.type}`);
      variables[name] = value;
      return [`${argument.name}: $${name}`];
    });
    return given.length === 0 ? field.name : `${field.name}(${given.join(', ')})`;
  };
  const select = (type: GraphQLOutputType, left: number): string => {
    const named = getNamedType(type);
    if (isInterfaceType(named)) {
      const parts = schema.getPossibleTypes(named).map((one) => `... on ${one.name} ${selectOf(one, left)}`);
      return `{ __typename ${parts.join(' ')} }`;
    }
    return isObjectType(named) ? selectOf(named, left) : '';
  };
  const selectOf = (type: GraphQLObjectType, left: number): string => {
    const fields = Object.values(type.getFields());
    const leaves = fields.filter(
      (field) => !isObjectType(getNamedType(field.type)) && !isInterfaceType(getNamedType(field.type)),
    );
    const objects = fields.filter((field) => !leaves.includes(field));
    const chosen = left <= 0 ? [] : objects.filter(() => choose(2) === 0).slice(0, 3);
    // Fields of one name may have different types in two types of one interface: each gets a name of its own.
    const parts = [
      ...leaves
        .filter((leaf) => leaf.args.every((argument) => !isNonNullType(argument.type)))
        .map((leaf) => `${type.name}_${leaf.name}: ${leaf.name}`),
      ...chosen.map(
        (field) => `${type.name}_${field.name}: ${write(field, root.name)} ${select(field.type, left - 1)}`,
      ),
    ];
    return `{ __typename ${parts.join(' ')} }`;
  };
  const body = `${write(root, root.name)} ${select(root.type, depth)}`;
  const head = declared.length === 0 ? '' : `(${declared.join(', ')})`;
  return { query: `query Made${head} { ${body} }`, variables };
}

function fill(root: string, argument: GraphQLArgument, give: GiveValue): unknown {
  return fillType(root, [argument.name], argument.type, give, isNonNullType(argument.type), 0);
}

function fillType(
  root: string,
  path: readonly string[],
  type: GraphQLInputType,
  give: GiveValue,
  isRequired: boolean,
  depth: number,
): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const item = fillType(root, path, nullable.ofType, give, isRequired, depth);
    return item === undefined ? undefined : [item];
  }
  if (!isInputObjectType(nullable)) {
    const place = { root, path, type: nullable.toString() };
    const value = give(place, isRequired);
    if (value !== undefined || !isRequired) return value;
    if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
    return SCALARS.has(place.type) ? defaultOf(place.type) : undefined;
  }
  if (depth >= DEEPEST_INPUT) return undefined;
  const made: Record<string, unknown> = {};
  let isWanted = isRequired;
  for (const field of Object.values(nullable.getFields())) {
    const optional = fillType(root, [...path, field.name], field.type, give, false, depth + 1);
    if (optional === undefined) continue;
    isWanted = true;
    made[field.name] = optional;
  }
  if (!isWanted) return undefined;
  for (const field of Object.values(nullable.getFields())) {
    if (made[field.name] !== undefined || !isNonNullType(field.type)) continue;
    made[field.name] = fillType(root, [...path, field.name], field.type, give, true, depth + 1);
  }
  return made;
}

function defaultOf(type: string): unknown {
  switch (type) {
    case 'Int':
      return 5;
    case 'Float':
      return 1;
    case 'Boolean':
      return true;
    case 'DateTime':
      return '2020-01-01T00:00:00Z';
    default:
      return 'x';
  }
}
