import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Settings } from '../../settings.ts';
import type { AccessLog } from './access-log.ts';
import { CostBudgets } from './cost-budgets.ts';
import { formatError } from './format-error.ts';
import { limitsPlugin, MAX_TOKENS } from './limits-plugin.ts';
import { logPlugin } from './log-plugin.ts';
import { requestPlugin } from './request-plugin.ts';
import type { ServerContext } from './server-context.ts';

/** Apollo with everything off that would call home, load from elsewhere or say too much. */
export function buildApollo(
  schema: GraphQLSchema,
  settings: Settings,
  logger: Logger,
  log: AccessLog,
  clock: () => number,
): ApolloServer<ServerContext> {
  return new ApolloServer<ServerContext>({
    schema,
    nodeEnv: 'production',
    // Who may introspect depends on the caller: the limits decide.
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    logger,
    formatError,
    plugins: [
      requestPlugin(settings.http.requestSeconds, logger),
      limitsPlugin(settings.limits, new CostBudgets(clock)),
      logPlugin(log),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
    ],
  });
}
