import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { type Caller, requireRole } from '../../access/caller.ts';
import { INTROSPECTING } from '../../access/may-introspect.ts';
import { JingweiError } from '../../errors.ts';
import type { LimitSettings } from '../../settings.ts';
import type { CostBudgets } from './cost-budgets.ts';
import { countSyntax, type SyntaxCounts } from './count-syntax.ts';
import { asGraphQLError } from './format-error.ts';
import { type MeasuredQuery, measureQuery } from './measure-query.ts';
import type { ServerContext } from './server-context.ts';

/** Larger documents are not even parsed; many ids belong into variables, which have no such limit. */
export const MAX_TOKENS = 8_000;
/** One field under many names is many requests in one. */
const MAX_ALIASES = 200;
const MAX_DIRECTIVES = 100;

/** Refuses, before anything is read, what would be too deep, too costly, or a schema that its caller may not see. */
export function limitsPlugin(limits: LimitSettings, budgets: CostBudgets): ApolloServerPlugin<ServerContext> {
  const counts = new WeakMap<DocumentNode, SyntaxCounts>();
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, request, contextValue, schema }) => {
        const counted = counts.get(document) ?? countSyntax(document);
        counts.set(document, counted);
        try {
          checkSyntax(counted);
          if (counted.readsSchema) requireRole(contextValue, INTROSPECTING);
          // Without one operation that it names, nothing will run.
          if (operation === undefined) return;
          const measured = { schema, document, operation, variables: request.variables ?? {} };
          spend(budgets, contextValue.caller, checkMeasure(measured, limits));
        } catch (error) {
          throw asGraphQLError(error);
        }
      },
    }),
  };
}

function checkSyntax({ aliases, directives }: SyntaxCounts): void {
  if (aliases > MAX_ALIASES)
    throw new JingweiError('QUERY_TOO_LARGE', { count: aliases, what: 'aliases', limit: MAX_ALIASES });
  if (directives > MAX_DIRECTIVES)
    throw new JingweiError('QUERY_TOO_LARGE', {
      count: directives,
      what: 'directives',
      limit: MAX_DIRECTIVES,
    });
}

/** Gives the cost. */
function checkMeasure(query: MeasuredQuery, { maxDepth, maxCost }: LimitSettings): number {
  const { depth, cost } = measureQuery(query);
  if (depth > maxDepth) throw new JingweiError('QUERY_TOO_DEEP', { limit: maxDepth });
  if (cost > maxCost) throw new JingweiError('QUERY_TOO_COSTLY', { cost, limit: maxCost });
  return cost;
}

/** The request itself costs one. RATE_LIMITED. */
function spend(budgets: CostBudgets, { app }: Caller, cost: number): void {
  if (app === undefined) return;
  const seconds = budgets.spend(app.id, app.costPerMinute, cost + 1);
  if (seconds > 0) throw new JingweiError('RATE_LIMITED', { limit: app.costPerMinute, seconds });
}
