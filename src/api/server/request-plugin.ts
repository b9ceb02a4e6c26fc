import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { mayIntrospect } from '../../access/may-introspect.ts';
import { describeFailure } from './describe-failure.ts';
import { findPublicError } from './format-error.ts';
import { describeError } from './public-error.ts';
import type { ServerContext } from './server-context.ts';

type Request = GraphQLRequestContext<ServerContext>;

/**
 * Ties GraphQL to the request that is served: its time limit, its name in the log, and the last look at its errors.
 * Only reading has a time limit. What writes goes on: a caller who was told TIMEOUT would believe that nothing happened.
 */
export function requestPlugin(requestSeconds: number, logger: Logger): ApolloServerPlugin<ServerContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ operation, operationName, contextValue: { served } }) => {
        served.operation = operationName ?? '';
        if (operation?.operation === 'mutation') served.kind = 'mutation';
        else {
          if (served.kind !== 'export') served.kind = 'query';
          served.limitTime(requestSeconds);
        }
      },
      didEncounterErrors: async ({ errors, contextValue: { served } }) => {
        for (const error of errors) {
          if (served.signal.aborted || findPublicError(error) !== undefined) continue;
          const failure = describeFailure(error.originalError ?? error);
          logger.error({ event: 'failure', request: served.id, path: error.path?.join('.'), failure });
        }
      },
      willSendResponse: async (request) => {
        request.contextValue.served.finish();
        const { body } = request.response;
        if (body.kind !== 'single') return;
        finishErrors(request, body.singleResult);
        tellRedactions(request, body.singleResult);
      },
    }),
  };
}

interface Result {
  extensions?: Record<string, unknown>;
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
}

function finishErrors({ contextValue, response }: Request, result: Result): void {
  const { served, caller } = contextValue;
  if (served.stoppedBy !== undefined) {
    // Half an answer is none, and each of its missing fields would say the same.
    delete result.data;
    const { message, extensions } = describeError(served.stoppedBy);
    result.errors = [{ message, extensions: { ...extensions } }];
    response.http.status = served.stoppedBy.status;
  }
  if (result.errors === undefined) return;
  result.errors = result.errors.map((error) => {
    if (error.extensions?.code === 'INTERNAL')
      return { ...error, extensions: { ...error.extensions, requestId: served.id } };
    return mayIntrospect(caller) ? error : { ...error, message: withoutSuggestion(error.message) };
  });
  const code = result.errors[0]?.extensions?.code;
  if (typeof code === 'string') served.code = code;
}

/** What the answer withholds stands beside it, in `extensions.redactions` (docs/access.md). */
function tellRedactions({ contextValue: { entered } }: Request, result: Result): void {
  const redactions = entered?.redactions.list() ?? [];
  if (redactions.length === 0) return;
  const cut = entered?.redactions.isCut === true ? { redactionsTruncated: true } : {};
  result.extensions = { ...result.extensions, redactions, ...cut };
}

/** "Did you mean …?" tells names of the schema to callers who may not read it. */
function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean [^?]*\?/g, '');
}
