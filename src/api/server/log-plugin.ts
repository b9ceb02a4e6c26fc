import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import type { LoggedRequest } from '../../audit/access-entry.ts';
import { JingweiError } from '../../errors.ts';
import type { AccessLog } from './access-log.ts';
import { describeError } from './public-error.ts';
import type { ServerContext } from './server-context.ts';

/**
 * Writes down what a request read, before its answer leaves, whatever came of it: errors, stopped requests and those
 * whose client has gone included. An answer that cannot be accounted for does not leave: LOG_UNAVAILABLE takes its
 * place. Comes after the plugin that has the last look at errors.
 */
export function logPlugin(log: AccessLog): ApolloServerPlugin<ServerContext> {
  return {
    requestDidStart: async () => {
      let executed = false;
      return {
        executionDidStart: async () => {
          executed = true;
        },
        willSendResponse: async (request) => {
          // What was refused before it ran has read nothing.
          if (!executed) return;
          try {
            await confirmMatter(request);
            await log.write(request.contextValue, describeRequest(request));
          } catch (error) {
            withhold(request, error instanceof JingweiError ? error : new JingweiError('LOG_UNAVAILABLE'));
          }
        },
      };
    },
  };
}

/** What took long may have outlived its matter: then nothing of it leaves, and that is written down in its place. */
async function confirmMatter(request: GraphQLRequestContext<ServerContext>): Promise<void> {
  const { contextValue } = request;
  if (contextValue.served.kind === 'mutation') return;
  try {
    await contextValue.confirm();
  } catch (error) {
    if (!(error instanceof JingweiError)) throw error;
    withhold(request, error);
  }
}

function describeRequest({
  contextValue: { served },
  request,
  operation,
  document,
}: GraphQLRequestContext<ServerContext>): LoggedRequest {
  const fields = new Set<string>();
  if (operation !== undefined && document !== undefined) {
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    collectFields(operation.selectionSet, fragments, fields);
  }
  return {
    id: served.id,
    kind: served.kind === 'mutation' || served.kind === 'export' ? served.kind : 'query',
    operation: served.operation,
    fields: [...fields].sort(),
    question: JSON.stringify([request.query ?? '', request.variables ?? {}]),
    outcome: served.code,
  };
}

function collectFields(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  found: Set<string>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) found.add(selection.name.value);
    else if (selection.kind === Kind.INLINE_FRAGMENT) collectFields(selection.selectionSet, fragments, found);
    else {
      // A valid document has no fragment that spreads itself.
      const fragment = fragments.get(selection.name.value);
      if (fragment !== undefined) collectFields(fragment.selectionSet, fragments, found);
    }
  }
}

function withhold(
  { response, contextValue: { served } }: GraphQLRequestContext<ServerContext>,
  error: JingweiError,
): void {
  const { message, extensions } = describeError(error);
  served.code = error.code;
  response.body = {
    kind: 'single',
    singleResult: { errors: [{ message, extensions: { ...extensions } }] },
  };
  if (response.http !== undefined) response.http.status = error.status;
}
