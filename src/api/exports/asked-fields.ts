import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  type InlineFragmentNode,
  isCompositeType,
  isUnionType,
  Kind,
  parse,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import type { Question } from './pin-question.ts';

/** A field of an answer as its question asked for it. */
export interface AskedField {
  readonly definition: GraphQLField<unknown, unknown>;
  /** Defaults filled in. */
  readonly args: Readonly<Record<string, unknown>>;
  /** What was asked of it. */
  readonly below: () => AskedFields;
}

/** By the names that the answer gives them. */
export type AskedFields = ReadonlyMap<string, AskedField>;

const NONE: AskedFields = new Map();
/** Of every type, and of the root: what asks about the schema. */
const META = new Map(
  [TypeNameMetaFieldDef, TypeMetaFieldDef, SchemaMetaFieldDef].map((field) => [field.name, field]),
);

/** What a valid question asks for, to be read beside its answer: fragments opened, conditions (@skip) and types taken as met. Pure. */
export function readAskedFields(schema: GraphQLSchema, question: Question): AskedFields {
  const document = parse(question.query, { noLocation: true });
  const operation = getOperationAST(document, question.operationName);
  const root = operation == null ? undefined : schema.getRootType(operation.operation);
  if (operation == null || root == null) return NONE;
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], question.variables);
  return new Reader(schema, document, coerced).read(root, [operation.selectionSet]);
}

class Reader {
  readonly #schema: GraphQLSchema;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();

  constructor(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>) {
    this.#schema = schema;
    this.#variables = variables;
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node);
  }

  read(parent: GraphQLCompositeType, sets: readonly SelectionSetNode[]): AskedFields {
    const found = new Map<string, FoundField>();
    const opened = new Set<string>();
    for (const set of sets) this.#collect(parent, set, found, opened);
    return new Map([...found].map(([name, field]) => [name, this.#ask(field)]));
  }

  #collect(
    parent: GraphQLCompositeType,
    { selections }: SelectionSetNode,
    found: Map<string, FoundField>,
    opened: Set<string>,
  ): void {
    for (const node of selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        this.#collect(this.#typeOf(node, parent), node.selectionSet, found, opened);
      } else if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = this.#fragments.get(node.name.value);
        // Fragments that spread each other twice at every level would double the work at each.
        if (fragment === undefined || opened.has(node.name.value)) continue;
        opened.add(node.name.value);
        this.#collect(this.#typeOf(fragment, parent), fragment.selectionSet, found, opened);
      } else {
        const fields = isUnionType(parent) ? {} : parent.getFields();
        const definition = META.get(node.name.value) ?? fields[node.name.value];
        if (definition === undefined) continue;
        const name = node.alias?.value ?? node.name.value;
        const known = found.get(name) ?? { definition, nodes: [] };
        found.set(name, { ...known, nodes: [...known.nodes, node] });
      }
    }
  }

  #ask({ definition, nodes }: FoundField): AskedField {
    const [node] = nodes;
    const type = getNamedType(definition.type);
    let known: AskedFields | undefined;
    return {
      definition,
      args: node === undefined ? {} : getArgumentValues(definition, node, this.#variables),
      below: () => {
        known ??= isCompositeType(type)
          ? this.read(
              type,
              nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
            )
          : NONE;
        return known;
      },
    };
  }

  #typeOf(
    { typeCondition }: FragmentDefinitionNode | InlineFragmentNode,
    parent: GraphQLCompositeType,
  ): GraphQLCompositeType {
    const type = typeCondition === undefined ? parent : this.#schema.getType(typeCondition.name.value);
    return isCompositeType(type) ? type : parent;
  }
}

interface FoundField {
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
}
