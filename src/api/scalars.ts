import { GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { JingweiError } from '../errors.ts';
import { toInstant } from '../instant.ts';
import { FAR_FUTURE } from '../standardise/value.ts';

const LATEST = Date.parse(FAR_FUTURE);
const INSTANT = /^(\d{4})-(\d{2})-(\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** An instant in UTC. A date alone is its first instant; an offset is turned to UTC. */
export const DateTimeScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  // Resolvers give instants that we wrote ourselves.
  serialize: (value) => String(value),
  parseValue: parseInstant,
  parseLiteral: (node: ValueNode) => parseInstant(node.kind === Kind.STRING ? node.value : undefined),
});

/** Any JSON value. */
export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

function parseInstant(value: unknown): string {
  const match = typeof value === 'string' ? INSTANT.exec(value) : null;
  const time = match === null ? Number.NaN : Date.parse(match[0]);
  if (match !== null && time <= LATEST && isDay(match[0].slice(0, 10))) return toInstant(time);
  throw new JingweiError('BAD_INPUT', {
    reason: 'An instant is written as 2025-01-01 or 2025-01-01T13:30:00Z',
    argument: 'of type DateTime',
  });
}

/** The 31st of February is none, though Date reads it as a day of March. */
function isDay(text: string): boolean {
  return new Date(Date.parse(text)).toISOString().startsWith(text);
}
