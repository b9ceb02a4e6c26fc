import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

/** A query before it runs: `depth` in levels of fields, `cost` in objects that the answer may hold. */
export interface QueryMeasure {
  readonly depth: number;
  readonly cost: number;
}

export interface MeasuredQuery {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Items that a list is taken to hold when the query says nothing about it. */
const ASSUMED_LENGTH = 3;
/** A read of the schema is one large answer, whatever it asks for. */
const INTROSPECTION_COST = 1_000;
/** A list that is paged both ways is as long as the longer of the two. */
const PAGE_ARGUMENTS: readonly string[] = ['first', 'last'];
const NOTHING: QueryMeasure = { depth: 0, cost: 0 };

/**
 * Measures a validated operation. A list costs what one item costs, times the items it may hold: its own `first`, or the
 * `first` of the connection that it belongs to, or as many as its list arguments name, or a few.
 * Values of variables count, so a page size cannot hide in one. Scalars are free: they come with their object.
 */
export function measureQuery(query: MeasuredQuery): QueryMeasure {
  const root = query.schema.getRootType(query.operation.operation);
  if (root === undefined || root === null) return NOTHING;
  return new Measurer(query).measure(query.operation.selectionSet, root, undefined);
}

class Measurer {
  readonly #schema: GraphQLSchema;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  /** Each fragment once per page size: fragments that spread fragments twice would take exponential time. */
  readonly #known = new Map<string, QueryMeasure>();

  constructor({ schema, document, operation, variables }: MeasuredQuery) {
    this.#schema = schema;
    this.#variables = withDefaults(operation, variables);
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node);
  }

  /** `page` is the `first` of the connection whose fields these are. */
  measure(selection: SelectionSetNode, parent: GraphQLCompositeType, page: number | undefined): QueryMeasure {
    let depth = 0;
    let cost = 0;
    for (const node of selection.selections) {
      const part =
        node.kind === Kind.FIELD
          ? this.#measureField(node, parent, page)
          : node.kind === Kind.INLINE_FRAGMENT
            ? this.measure(node.selectionSet, this.#typeOf(node.typeCondition?.name.value, parent), page)
            : this.#measureSpread(node.name.value, parent, page);
      depth = Math.max(depth, part.depth);
      cost += part.cost;
    }
    return { depth, cost };
  }

  #measureField(node: FieldNode, parent: GraphQLCompositeType, page: number | undefined): QueryMeasure {
    const name = node.name.value;
    if (name === '__typename') return NOTHING;
    if (name.startsWith('__')) return { depth: 1, cost: INTROSPECTION_COST };
    const field = isUnionType(parent) ? undefined : parent.getFields()[name];
    const type = field === undefined ? undefined : getNamedType(field.type);
    if (field === undefined || !isCompositeType(type) || node.selectionSet === undefined)
      return { depth: 1, cost: 0 };
    const first = this.#pageOf(node, field);
    if (!isListType(getNullableType(field.type))) {
      const inner = this.measure(node.selectionSet, type, first);
      return { depth: inner.depth + 1, cost: 1 + inner.cost };
    }
    const inner = this.measure(node.selectionSet, type, undefined);
    const items = first ?? page ?? Math.max(ASSUMED_LENGTH, this.#countGiven(node, field));
    return { depth: inner.depth + 1, cost: items * (1 + inner.cost) };
  }

  #measureSpread(name: string, parent: GraphQLCompositeType, page: number | undefined): QueryMeasure {
    const key = `${name} ${page}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const fragment = this.#fragments.get(name);
    if (fragment === undefined) return NOTHING;
    const type = this.#typeOf(fragment.typeCondition.name.value, parent);
    const measured = this.measure(fragment.selectionSet, type, page);
    this.#known.set(key, measured);
    return measured;
  }

  #typeOf(name: string | undefined, parent: GraphQLCompositeType): GraphQLCompositeType {
    const type = name === undefined ? parent : this.#schema.getType(name);
    return isCompositeType(type) ? type : parent;
  }

  #pageOf(node: FieldNode, field: GraphQLField<unknown, unknown>): number | undefined {
    const sizes = field.args
      .filter(({ name }) => PAGE_ARGUMENTS.includes(name))
      .map((argument) => this.#valueOf(node, argument) ?? argument.defaultValue);
    if (sizes.length === 0) return undefined;
    const given = sizes.filter((size) => typeof size === 'number');
    return given.length === 0 ? ASSUMED_LENGTH : Math.max(0, ...given);
  }

  /** How many things the list arguments of a lookup name. */
  #countGiven(node: FieldNode, field: GraphQLField<unknown, unknown>): number {
    let count = 0;
    for (const argument of field.args) {
      const value = this.#valueOf(node, argument);
      if (Array.isArray(value)) count += value.length;
    }
    return count;
  }

  #valueOf(node: FieldNode, argument: GraphQLArgument): unknown {
    const given = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
    if (given === undefined) return undefined;
    // A long literal list is read once by the executor; here only its length counts.
    if (given.kind === Kind.LIST) return given.values;
    return valueFromASTUntyped(given, this.#variables);
  }
}

function withDefaults(
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const variables: Record<string, unknown> = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? [])
    if (defaultValue !== undefined) variables[variable.name.value] = valueFromASTUntyped(defaultValue);
  return { ...variables, ...given };
}
