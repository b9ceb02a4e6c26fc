import { type DocumentNode, execute, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/access/apps/app.ts';
import { type Caller, ROLES, type Role } from '../../src/access/caller.ts';
import type { MatterModel, MatterScope } from '../../src/access/matter-model.ts';
import { buildSchema } from '../../src/api/build-schema.ts';
import { createRequestContext } from '../../src/api/context.ts';
import { JingweiError } from '../../src/errors.ts';
import type { Graph } from '../../src/graph/graph.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { openTestGraph } from '../setup/test-graph.ts';
import { openTestMatter } from '../setup/test-matter.ts';
import { type PlantedTown, plantTown } from './planted-town.ts';
import { selectEverything } from './whole-query.ts';

/**
 * Every role × matter × sharing condition × class × root field. Three datasets, one of each sharing condition, hold
 * values of each class that stand nowhere else: P(ublic), I(nternal), E (personal), S(ensitive). What is found in the answer of
 * any root field is what the table shows; `.` is withheld, `refused` a matter that may not be used. README.md beside this says how roots join.
 */
const EXPECTED = `
role             matter          open  conditional closed
analyst          none            PI..  P...  ....
analyst          complete        PIES  PIES  ....
analyst          unapproved      PIES  PIES  ....
analyst          without-personal  PI.S  PI.S  ....
analyst          other-dataset   PI..  P...  ....
analyst          other-subject   PI..  P...  ....
analyst          proposed        refused
analyst          closed          refused
analyst          over            refused
analyst          other-person    refused
bureau           none            PI..  PI..  PI..
bureau           complete        PIES  PIES  PIES
bureau           unapproved      PIES  PIES  PI..
bureau           without-personal  PI.S  PI.S  PI.S
bureau           other-dataset   PI..  PI..  PI..
bureau           other-subject   PI..  PI..  PI..
bureau           proposed        refused
bureau           closed          refused
bureau           over            refused
bureau           other-person    refused
app              none            PI..  P...  ....
app              complete        PIES  PIES  ....
app              unapproved      PIES  PIES  ....
app              without-personal  PI.S  PI.S  ....
app              other-dataset   PI..  P...  ....
app              other-subject   PI..  P...  ....
app              proposed        refused
app              closed          refused
app              over            refused
app              other-person    refused
department       none            PI..  P...  ....
department       complete        PIES  PIES  ....
department       unapproved      PIES  PIES  ....
department       without-personal  PI.S  PI.S  ....
department       other-dataset   PI..  P...  ....
department       other-subject   PI..  P...  ....
department       proposed        refused
department       closed          refused
department       over            refused
department       other-person    refused
subject          none            P...  P...  ....
subject          complete        P...  P...  ....
subject          unapproved      P...  P...  ....
subject          without-personal  P...  P...  ....
subject          other-dataset   P...  P...  ....
subject          other-subject   P...  P...  ....
subject          proposed        refused
subject          closed          refused
subject          over            refused
subject          other-person    refused
auditor          none            P...  P...  ....
auditor          complete        P...  P...  ....
auditor          unapproved      P...  P...  ....
auditor          without-personal  P...  P...  ....
auditor          other-dataset   P...  P...  ....
auditor          other-subject   P...  P...  ....
auditor          proposed        refused
auditor          closed          refused
auditor          over            refused
auditor          other-person    refused
reviewer         none            PI..  P...  ....
reviewer         complete        PIES  PIES  PIES
reviewer         unapproved      PIES  PIES  ....
reviewer         without-personal  PI.S  PI.S  PI.S
reviewer         other-dataset   PI..  P...  ....
reviewer         other-subject   PI..  P...  ....
reviewer         proposed        refused
reviewer         closed          refused
reviewer         over            refused
reviewer         other-person    refused
own department   none            PIES  PIES  PIES
own department   complete        PIES  PIES  PIES
own department   other-subject   PIES  PIES  PIES
`;

const SHARING = ['open', 'conditional', 'closed'] as const;
const LETTERS = { public: 'P', internal: 'I', personal: 'E', sensitive: 'S' } as const;
const CLASSES = ['public', 'internal', 'personal', 'sensitive'] as const;

const APP: App = {
  id: 'app',
  name: 'An app',
  department: null,
  scopes: [{ action: 'read', datasets: '*' }],
  costPerMinute: 1_000_000,
};

let graph: Graph;
let context: IntakeContext;
let town: PlantedTown;
const schema = buildSchema();
const matters: Record<string, string | null> = {};
let everything: ReadonlyMap<string, DocumentNode>;

beforeAll(async () => {
  graph = await openTestGraph();
  context = intakeContext(graph);
  town = await plantTown(context, SHARING);
  await openMatters();
  everything = new Map(
    [...selectEverything(schema, town)].map(([root, selection]) => [root, parse(`{ ${selection} }`)]),
  );
});
afterAll(() => graph.close());

/** `npm test` asks the matters that differ most; `npm run prove:matrix` every one. */
const BRIEF = /^(?!own).* (none|complete|proposed) |^own department +none |^bureau +without-personal /;

describe('what each role sees under each matter', () => {
  const rows = EXPECTED.trim().split('\n').slice(1);
  const asked = process.env.JINGWEI_MATRIX === 'whole' ? rows : rows.filter((row) => BRIEF.test(row));

  it('has a row for every role that there is', () => {
    for (const role of ROLES) expect(rows.filter((row) => row.startsWith(`${role} `)).length).toBe(10);
  });

  it.each(asked.map((row) => row.trim().split(/ {2,}/)))(
    '%s, matter %s: %s %s %s',
    async (who = '', word = '', ...expected) => {
      const caller: Caller =
        who === 'own department'
          ? { user: 'user', role: 'department', department: town.department }
          : {
              user: 'user',
              role: who as Role,
              department: who === 'department' ? 'another' : null,
              ...(who === 'app' ? { app: APP } : {}),
            };
      const seen = new Map<string, string[]>();
      const refusing: string[] = [];
      // One request asks every root at once, so that what they share is read once.
      const contextValue = requestOf(caller, matters[word] ?? null);
      const answers = [...everything].map(async ([root, document]) => ({
        root,
        answer: await execute({ schema, document, contextValue }),
      }));
      for (const { root, answer } of await Promise.all(answers)) {
        const { data, errors = [] } = answer;
        if (errors.some(({ originalError }) => codeOf(originalError) === 'MATTER_UNUSABLE'))
          refusing.push(root);
        // What was asked for is repeated by the answer; whoever asked knew it.
        const text = JSON.stringify({ data, errors }, (key, value) =>
          key === 'asked' ? null : value,
        ).toLowerCase();
        for (const sharing of SHARING)
          for (const dataClass of CLASSES)
            if (holds(text, `${sharing} ${dataClass}`)) note(seen, `${sharing} ${dataClass}`, root);
      }
      const shown = SHARING.map((sharing) =>
        CLASSES.map((dataClass) => (seen.has(`${sharing} ${dataClass}`) ? LETTERS[dataClass] : '.')).join(''),
      );
      if (expected[0] === 'refused') {
        expect(shown).toEqual(['....', '....', '....']);
        expect(refusing).toEqual([...everything.keys()]);
      } else expect(shown, JSON.stringify([...seen])).toEqual(expected);
    },
    // The first of a role has every statement planned anew.
    180_000,
  );
});

function requestOf(caller: Caller, matter: string | null) {
  return createRequestContext({ graph, settings: context.settings, clock: Date.now, caller, matter });
}

function note(seen: Map<string, string[]>, key: string, root: string): void {
  seen.set(key, [...(seen.get(key) ?? []), root]);
}

function codeOf(error: unknown): string | null {
  return error instanceof JingweiError ? error.code : null;
}

function holds(text: string, planted: string): boolean {
  return town.canaries.get(planted)?.some((canary) => text.includes(canary)) === true;
}

async function openMatters(): Promise<void> {
  const { datasets } = town;
  const open = (scope: Partial<MatterScope>, more: Partial<MatterModel> = {}) =>
    openTestMatter(context, { datasets, people: ['user'], ...scope }, more);
  const past = '2020-01-01T00:00:00Z';
  Object.assign(matters, {
    none: null,
    complete: town.matter,
    unapproved: await open({}, { approvals: [{ by: 'x', department: null, at: past }] }),
    'without-personal': await open({ classes: ['public', 'internal', 'sensitive'] }),
    'other-dataset': await open({ datasets: ['population/residents'] }),
    'other-subject': await open({ subjects: ['e_nobody'] }),
    proposed: await open({}, { state: 'PROPOSED' }),
    closed: await open({}, { state: 'CLOSED' }),
    over: await open({}, { endsAt: past }),
    'other-person': await open({ people: ['somebody else'] }),
  });
}
