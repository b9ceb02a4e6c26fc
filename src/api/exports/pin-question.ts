import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLSchema,
  getNamedType,
  Kind,
  type ObjectValueNode,
  parse,
  print,
  TypeInfo,
  type ValueNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { JingweiError } from '../../errors.ts';
import { MAX_TOKENS } from '../server/limits-plugin.ts';

/** A question as it can be asked again. */
export interface PinnedQuestion {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
  readonly recorded: string;
  readonly ofToday: readonly string[];
}

export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

const PINNED = 'AsOf';

/**
 * Fixes a question to a recorded time: every root field that can be asked as of one is, unless it names one itself. Asked again, it
 * gives what was known then. Throws QUERY_INVALID.
 */
export function pinQuestion(schema: GraphQLSchema, question: Question, recorded: string): PinnedQuestion {
  const ofToday = new Set<string>();
  const types = new TypeInfo(schema);
  const root = schema.getQueryType();
  const asked = read(question.query);
  const document = visit(
    asked,
    visitWithTypeInfo(types, {
      enter: (field) => {
        const definition = types.getFieldDef();
        if (field.kind !== Kind.FIELD || types.getParentType() !== root || definition == null)
          return undefined;
        const axes = definition.args.filter(({ type }) => getNamedType(type).name === PINNED);
        if (axes.length === 0) {
          ofToday.add(field.name.value);
          return undefined;
        }
        return axes.reduce((pinned, axis) => pinField(pinned, axis, question.variables, recorded), field);
      },
    }),
  );
  const { operationName } = question;
  const gone = [...variablesOf(asked)].filter((name) => !variablesOf(document).has(name));
  const variables = Object.fromEntries(
    Object.entries(question.variables).filter(([name]) => !gone.includes(name)),
  );
  return {
    query: print(withoutVariables(document, gone)),
    ...{ variables, operationName, recorded },
    ofToday: [...ofToday].sort(),
  };
}

/** Variables that are used anywhere. */
function variablesOf(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, {
    enter: (node) => {
      if (node.kind === Kind.VARIABLE_DEFINITION) return false;
      if (node.kind === Kind.VARIABLE) names.add(node.name.value);
      return undefined;
    },
  });
  return names;
}

/** A variable that nothing uses any more makes a question invalid. */
function withoutVariables(document: DocumentNode, names: readonly string[]): DocumentNode {
  return visit(document, {
    enter: (node) =>
      node.kind === Kind.VARIABLE_DEFINITION && names.includes(node.variable.name.value) ? null : undefined,
  });
}

function read(query: string): DocumentNode {
  const document = parseQuestion(query);
  const isReading = document.definitions.every(
    (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition.operation === 'query',
  );
  if (!isReading)
    throw new JingweiError('BAD_INPUT', {
      reason: 'Only answers to queries are exported',
      argument: 'query',
    });
  return document;
}

function parseQuestion(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: MAX_TOKENS, noLocation: true });
  } catch (error) {
    throw new JingweiError('QUERY_INVALID', { reason: error instanceof Error ? error.message : '' }, error);
  }
}

function pinField(
  field: FieldNode,
  { name }: GraphQLArgument,
  variables: Readonly<Record<string, unknown>>,
  recorded: string,
): FieldNode {
  const given = field.arguments?.find((argument) => argument.name.value === name);
  const axes: unknown = given === undefined ? null : valueFromASTUntyped(given.value, variables);
  const { valid = null, recorded: own = null }: { valid?: unknown; recorded?: unknown } =
    typeof axes === 'object' && axes !== null ? axes : {};
  if (own !== null) return field;
  const pinned: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: name },
    value: objectOf([
      ...(typeof valid === 'string' ? [['valid', valid] as const] : []),
      ['recorded', recorded],
    ]),
  };
  const others = field.arguments?.filter((argument) => argument !== given) ?? [];
  return { ...field, arguments: [...others, pinned] };
}

function objectOf(fields: readonly (readonly [string, string])[]): ObjectValueNode {
  return {
    kind: Kind.OBJECT,
    fields: fields.map(([name, value]) => ({
      kind: Kind.OBJECT_FIELD,
      name: { kind: Kind.NAME, value: name },
      value: { kind: Kind.STRING, value } satisfies ValueNode,
    })),
  };
}
