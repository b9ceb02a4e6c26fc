import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { gql } from 'graphql-tag';
import { SDL } from '../generated/sdl.ts';
import { resolvers } from './resolvers/resolvers.ts';

/** The executable schema: the SDL of `schema/` with its resolvers attached. */
export function buildSchema(): GraphQLSchema {
  return makeExecutableSchema({ typeDefs: gql(SDL), resolvers });
}
