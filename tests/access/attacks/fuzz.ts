import type { GraphQLSchema } from 'graphql';
import type { Role } from '../../../src/access/caller.ts';
import type { TestServer } from '../../api/server/test-server.ts';
import type { AttackedTown, PlantedClass } from './attacked-town.ts';
import { type InputPlace, listRoots, makeQuery } from './query-maker.ts';

/** Somebody who asks at random, and the classes that no answer to them may ever hold a value of. */
export interface FuzzCaller {
  readonly role: Role;
  readonly token: string;
  readonly hidden: readonly PlantedClass[];
}

/** An answer with a value in it that its caller may not see, and how to ask for it again. */
export interface Leak {
  readonly seed: number;
  readonly round: number;
  readonly role: Role;
  readonly canary: string;
  readonly query: string;
  readonly variables: string;
}

export interface FuzzResult {
  readonly leaks: readonly Leak[];
  /** Answers in which a value that may be seen was met: without any, nothing was tried. */
  readonly met: number;
  /** Answers with data in them. */
  readonly answered: number;
  readonly internal: readonly string[];
}

/** Pseudo-random numbers from 0 to 1 that a seed gives again (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Asks `rounds` random questions as random callers, of whatever the schema has, with planted ids and values in them. */
export async function fuzz(
  server: TestServer,
  schema: GraphQLSchema,
  town: AttackedTown,
  callers: readonly FuzzCaller[],
  { seed, rounds }: { readonly seed: number; readonly rounds: number },
): Promise<FuzzResult> {
  const random = createRandom(seed);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const roots = listRoots(schema);
  const leaks: Leak[] = [];
  const internal: string[] = [];
  let met = 0;
  let answered = 0;
  for (let round = 0; round < rounds; round++) {
    const caller = pick(callers);
    const root = pick(roots);
    if (caller === undefined || root === undefined) throw new Error('There is nobody to ask, or nothing');
    const typed: string[] = [];
    const give = (place: InputPlace, isRequired: boolean): unknown => {
      if (!isRequired && random() < 0.6) return undefined;
      const value = giveValue(place, town, pick);
      if (typeof value === 'string') typed.push(value);
      return value;
    };
    const { query, variables } = makeQuery(schema, root, give, (of) => Math.floor(random() * of), 3);
    const answer = await server.ask(query, { token: caller.token, variables });
    if (answer.codes.includes('INTERNAL')) internal.push(query);
    if (answer.data != null) answered += 1;
    const text = withoutTyped(JSON.stringify(answer), typed);
    for (const dataClass of caller.hidden) {
      const canary = town.canaries[dataClass].find((one) => text.includes(one));
      if (canary === undefined) continue;
      leaks.push({ seed, round, role: caller.role, canary, query, variables: JSON.stringify(variables) });
    }
    if (town.canaries.public.some((one) => text.includes(one))) met += 1;
  }
  return { leaks, met, answered, internal };
}

function giveValue(
  { path, type }: InputPlace,
  town: AttackedTown,
  pick: <T>(items: readonly T[]) => T | undefined,
): unknown {
  switch (type) {
    case 'Int':
      return pick([1, 2, 5, 20]);
    case 'Float':
      return pick([0, 120.2, 1000]);
    case 'Boolean':
      return pick([true, false]);
    case 'DateTime':
      return pick(['2023-06-01T00:00:00Z', '2024-06-01T00:00:00Z', new Date().toISOString()]);
    case 'String':
    case 'ID': {
      const name = path.at(-1) ?? '';
      if (name === 'matter' || name === 'after' || name === 'caller') return undefined;
      if (name === 'datasets' || name === 'dataset') return town.dataset;
      if (name === 'departments' || name === 'department') return town.department;
      if (name === 'name') return pick(['name', 'phone', 'illness', 'desk', 'label']);
      if (name === 'type' || name === 'types') return pick(['ward', 'LIES_IN']);
      return type === 'ID'
        ? pick([...town.ids, town.dataset, town.department])
        : pick([...town.known, 'Xu', 'zq']);
    }
    default:
      return undefined;
  }
}

/** What a caller typed may come back, in an error or as what was asked. */
function withoutTyped(text: string, typed: readonly string[]): string {
  let rest = text;
  for (const value of [...typed].sort((left, right) => right.length - left.length))
    rest = rest.replaceAll(JSON.stringify(value).slice(1, -1), '');
  return rest.toLowerCase();
}
