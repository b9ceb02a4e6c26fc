import { HeaderMap } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { JingweiError } from '../../errors.ts';
import { describeError } from './public-error.ts';

/** What GraphQL itself finds wrong with a request; its words speak of the query only. */
const ABOUT_QUERY: ReadonlySet<unknown> = new Set<string>([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.BAD_USER_INPUT,
  ApolloServerErrorCode.BAD_REQUEST,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
]);

/** The error of ours that a failure of a GraphQL request stands for; undefined where it stands for none. */
export function findPublicError(error: unknown): JingweiError | undefined {
  const original = error instanceof GraphQLError ? error.originalError : error;
  if (original instanceof JingweiError) return original;
  if (!(error instanceof GraphQLError) || !ABOUT_QUERY.has(error.extensions.code)) return undefined;
  return new JingweiError('QUERY_INVALID', { reason: error.message });
}

/** Apollo's hook: lets errors of ours pass and masks the rest. Place and path in the query stay. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { locations, path } = formatted;
  const shown = findPublicError(error) ?? new JingweiError('INTERNAL');
  const { message, extensions } = describeError(shown);
  const { code, remedy, details } = extensions;
  return {
    message,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    // The reason of an invalid query is its message already.
    extensions:
      code === 'QUERY_INVALID' || details === undefined ? { code, remedy } : { code, remedy, details },
  };
}

/** Makes the whole request fail with an error of ours and its HTTP status. */
export function asGraphQLError(error: unknown): unknown {
  if (!(error instanceof JingweiError)) return error;
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { http: { status: error.status, headers: describeRetry(error) } },
  });
}

function describeRetry({ code, details }: JingweiError): HeaderMap {
  const headers = new HeaderMap();
  if (code === 'RATE_LIMITED') headers.set('retry-after', String(details.seconds));
  return headers;
}
