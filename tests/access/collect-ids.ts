import { execute, type GraphQLSchema, parse } from 'graphql';
import type { Caller } from '../../src/access/caller.ts';
import { createRequestContext } from '../../src/api/context.ts';
import type { Context } from '../../src/context.ts';
import { IDENTIFIED, IDENTIFIED_BY_BUREAU, type Planted } from './roots.ts';

/** Asks as the owner, and as the bureau, whatever {@link IDENTIFIED} says, and gives the ids of all objects in the answers by their type. */
export async function collectIds(
  context: Context,
  schema: GraphQLSchema,
  planted: Omit<Planted, 'ids'>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const owner: Caller = { user: 'owner', role: 'department', department: planted.department };
  const bureau: Caller = { user: 'owner', role: 'bureau', department: null };
  const { graph, settings, clock } = context;
  const found = new Map<string, Set<string>>([['Matter', new Set([planted.matter])]]);
  const questions = [
    ...IDENTIFIED.map((ask) => ({ ask, caller: owner })),
    ...IDENTIFIED_BY_BUREAU.map((ask) => ({ ask, caller: bureau })),
  ];
  for (const { ask, caller } of questions) {
    const contextValue = createRequestContext({ graph, settings, clock, caller });
    const { data, errors } = await execute({ schema, document: parse(`{ ${ask(planted)} }`), contextValue });
    if (errors !== undefined) throw new Error(`${ask(planted)}: ${errors[0]?.message}`);
    collect(data, found);
  }
  return new Map([...found].map(([type, ids]) => [type, [...ids]]));
}

function collect(value: unknown, found: Map<string, Set<string>>): void {
  if (typeof value !== 'object' || value === null) return;
  if ('__typename' in value && 'id' in value) {
    const type = String(value.__typename);
    found.set(type, (found.get(type) ?? new Set()).add(String(value.id)));
  }
  for (const inner of Object.values(value)) collect(inner, found);
}
