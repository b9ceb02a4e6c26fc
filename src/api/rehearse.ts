import { graphql } from 'graphql';
import type { Caller } from '../access/caller.ts';
import type { Context } from '../context.ts';
import { buildSchema } from './build-schema.ts';
import { createRequestContext } from './context.ts';

const NOBODY: Caller = { user: '', role: 'bureau', department: null };

/**
 * Asks questions on nobody's behalf, one after the other, so that the server has planned their statements and this process has
 * compiled what answers them before a person asks the first. What comes of it is dropped, and stands in no log of access:
 * for a store of invented people only. Throws what a question was answered with, if that is an error.
 */
export async function rehearse(context: Context, questions: readonly string[]): Promise<void> {
  const schema = buildSchema();
  for (const source of questions) {
    context.signal?.throwIfAborted();
    const contextValue = createRequestContext({ ...context, caller: NOBODY });
    const { errors } = await graphql({ schema, source, contextValue });
    if (errors?.[0] !== undefined) throw errors[0].originalError ?? errors[0];
  }
}
