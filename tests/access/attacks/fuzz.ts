import type { Role } from '../../../src/access/caller.ts';
import { buildSchema } from '../../../src/api/build-schema.ts';
import { CLASSIFICATIONS, type Classification } from '../../../src/intake/contract/contract.ts';
import { intakeContext } from '../../setup/intake-context.ts';
import { createRandom } from '../../setup/random.ts';
import { openTestMatter } from '../../setup/test-matter.ts';
import { registerTestApp } from '../test-app.ts';
import type { AttackedTown } from './attacked-town.ts';
import { type InputPlace, listRoots, makeQuery } from './query-maker.ts';

/** Somebody who asks at random, and the classes that no answer to them may ever hold a value of. */
export interface FuzzCaller {
  readonly role: Role;
  readonly token: string;
  /** Under which every question of theirs is asked. */
  readonly matter?: string;
  readonly hidden: readonly Classification[];
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

export interface FuzzPlan {
  readonly seed: number;
  readonly rounds: number;
  /** Whether the first leak is enough. */
  readonly first?: boolean;
}

export interface FuzzResult {
  readonly leaks: readonly Leak[];
  /** Answers in which a value that may be seen was met: without any, nothing was tried. */
  readonly met: number;
  /** Answers with data in them. */
  readonly answered: number;
  readonly internal: readonly string[];
}

export interface FuzzCallers {
  readonly strangers: readonly FuzzCaller[];
  /** What is hidden from the others, and is to be found for it. */
  readonly owner: FuzzCaller;
}

/** One caller of each role, without a matter; some under matters that leave one class out; and the department that owns the town. */
export async function buildCallers(town: AttackedTown): Promise<FuzzCallers> {
  const app = `fuzz-${town.department}`;
  await registerTestApp(town.graph, app);
  const everything = ['internal', 'personal', 'sensitive'] as const;
  const roles = ['analyst', 'auditor', 'department', 'reviewer', 'subject'] as const;
  const personal = ['personal', 'sensitive'] as const;
  return {
    strangers: [
      ...(await Promise.all(
        roles.map(async (role) => ({ role, token: await town.tokenOf(role), hidden: everything })),
      )),
      { role: 'app', token: await town.tokenOf('app', app), hidden: everything },
      { role: 'bureau', token: await town.tokenOf('bureau'), hidden: personal },
      ...(await Promise.all(personal.map((left) => underMatterWithout(town, left)))).flat(),
    ],
    owner: {
      role: 'department',
      token: await town.tokenOf('department', 'owner', town.department),
      hidden: personal,
    },
  };
}

/** Callers who may see all of the town but what is of one class. */
async function underMatterWithout(town: AttackedTown, left: Classification): Promise<readonly FuzzCaller[]> {
  const matter = await openTestMatter(intakeContext(town.graph), {
    ...{ datasets: [town.dataset], people: ['ann'] },
    classes: CLASSIFICATIONS.filter((dataClass) => dataClass !== left),
  });
  const roles = ['analyst', 'reviewer', 'bureau'] as const;
  return Promise.all(
    roles.map(async (role) => ({ role, token: await town.tokenOf(role, 'ann'), matter, hidden: [left] })),
  );
}

/** Asks `rounds` random questions as random callers, of whatever the schema has, with planted ids and values in them. */
export async function fuzz(
  town: AttackedTown,
  callers: readonly FuzzCaller[],
  { seed, rounds, first = false }: FuzzPlan,
): Promise<FuzzResult> {
  const random = createRandom(seed);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const schema = buildSchema();
  const roots = listRoots(schema);
  const ids = [...town.ids.values()].flat();
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
      const value = giveValue(place, town, ids, pick);
      if (typeof value === 'string') typed.push(value);
      return value;
    };
    const { query, variables } = makeQuery(schema, root, give, (of) => Math.floor(random() * of), 3);
    const answer = await town.server.ask(query, {
      token: caller.token,
      ...(caller.matter === undefined ? {} : { matter: caller.matter }),
      variables,
    });
    if (answer.codes.includes('INTERNAL')) internal.push(query);
    if (answer.data != null) answered += 1;
    const text = withoutTyped(JSON.stringify(answer), typed);
    for (const dataClass of caller.hidden) {
      const canary = town.canariesOf(dataClass).find((one) => text.includes(one));
      if (canary === undefined) continue;
      leaks.push({ seed, round, role: caller.role, canary, query, variables: JSON.stringify(variables) });
      if (first) return { leaks, met, answered, internal };
    }
    if (town.canariesOf('public').some((one) => text.includes(one))) met += 1;
  }
  return { leaks, met, answered, internal };
}

function giveValue(
  { path, type }: InputPlace,
  town: AttackedTown,
  ids: readonly string[],
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
      return pick(['2023-06-01T00:00:00Z', '2024-06-01T00:00:00Z', town.before, new Date().toISOString()]);
    case 'String':
    case 'ID': {
      const name = path.at(-1) ?? '';
      if (name === 'matter' || name === 'after' || name === 'caller') return undefined;
      if (name === 'datasets' || name === 'dataset') return town.dataset;
      if (name === 'departments' || name === 'department') return town.department;
      if (name === 'name') return pick(['name', 'number', 'phone', 'illness', 'desk', 'label']);
      if (name === 'scheme') return town.scheme;
      if (name === 'type' || name === 'types') return pick(['ward', 'LIES_IN']);
      return type === 'ID' ? pick(ids) : pick([...town.known, 'Xu', 'zq']);
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
