import { makeExecutableSchema } from '@graphql-tools/schema';
import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { gql } from 'graphql-tag';
import { SDL } from '../generated/sdl.ts';
import type { RequestContext } from './context.ts';
import { resolvers } from './resolvers/resolvers.ts';

/** The executable schema: the SDL of `schema/` with its resolvers attached, each root field behind the access decision. */
export function buildSchema(): GraphQLSchema {
  const schema = makeExecutableSchema({ typeDefs: gql(SDL), resolvers });
  for (const root of [schema.getQueryType(), schema.getMutationType()])
    for (const field of Object.values(root?.getFields() ?? {}))
      field.resolve = underMatter(field.resolve ?? defaultFieldResolver);
  return schema;
}

type Resolver = GraphQLFieldResolver<unknown, RequestContext>;

/** Nothing is read before it is decided what may be, and nothing read is handed on before the matter is confirmed. */
function underMatter(resolve: Resolver): Resolver {
  return async (parent, { matter, ...args }, context, info) => {
    await context.enter(matter);
    // A change is made or not: whoever was told that his matter has ended would believe that nothing happened.
    if (info.operation.operation === 'mutation') {
      await context.confirm();
      return resolve(parent, args, context, info);
    }
    const result: unknown = await resolve(parent, args, context, info);
    await context.confirm();
    return result;
  };
}
