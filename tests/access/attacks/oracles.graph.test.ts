import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/caller.ts';
import { CLASSIFICATIONS } from '../../../src/intake/contract/contract.ts';
import { intakeContext } from '../../setup/intake-context.ts';
import { openTestMatter } from '../../setup/test-matter.ts';
import { type AttackedTown, startAttackedTown } from './attacked-town.ts';

/** What is hidden and what does not exist look the same: each question is asked about both, and the answers are compared. */
let town: AttackedTown;
const tokens = new Map<Role, string>();
beforeAll(async () => {
  town = await startAttackedTown();
  for (const role of ['analyst', 'auditor', 'bureau', 'department', 'reviewer', 'subject'] as const)
    tokens.set(role, await town.tokenOf(role));
});
afterAll(() => town.close());

type Variables = Readonly<Record<string, unknown>>;

/** The whole answer, without what was typed in. */
async function ask(role: Role, query: string, variables: Variables = {}): Promise<string> {
  const { data, errors, status, codes } = await town.server.ask(query, {
    variables,
    token: tokens.get(role) ?? '',
  });
  if (status === 401) throw new Error(`${role} was not let in`);
  // What was never asked shows nothing in any case.
  if (codes.includes('QUERY_INVALID')) throw new Error(`No question: ${JSON.stringify(errors)}`);
  let text = JSON.stringify({ data, errors, status });
  for (const typed of Object.values(variables).flat())
    if (typeof typed === 'string') text = text.replaceAll(JSON.stringify(typed).slice(1, -1), '');
  return text;
}

const made = (prefix: string): string => `${prefix}${randomBytes(16).toString('base64url')}`;
const STRANGERS = ['analyst', 'auditor', 'department', 'reviewer', 'subject'] as const;

/** One question for each of some values, in one request: `$v` in the text of the question is the value. */
function askEach(role: Role, question: string, values: readonly string[]): Promise<string> {
  const declared = values.map((_, at) => `$v${at}: String!`).join(' ');
  const asked = values.map((_, at) => `a${at}: ${question.replaceAll('$v', `$v${at}`)}`).join(' ');
  return ask(
    role,
    `query (${declared}) { ${asked} }`,
    Object.fromEntries(values.map((value, at) => [`v${at}`, value])),
  );
}

describe('a filter', () => {
  const FOUND = '{ totalCount nodes { id } pageInfo { endCursor hasNextPage } }';

  it.each(STRANGERS)(
    'tells %s nothing of a hidden value, of this record or of one it is linked to',
    async (role) => {
      for (const [name, value] of hiddenValues()) {
        const having = `{ attributes: [{ name: "${name}", equals: $v }] }`;
        for (const where of [having, `{ linkedTo: ${having} }`]) {
          const question = `entities(where: ${where}) ${FOUND}`;
          expect(await askEach(role, question, [value])).toBe(
            await askEach(role, question, [`${value.slice(0, -1)}9`]),
          );
        }
      }
    },
  );

  it('finds what may be seen, so that finding nothing means something', async () => {
    const question = `entities(where: { attributes: [{ name: "label", equals: $v }] }) ${FOUND}`;
    expect(await askEach('analyst', question, [town.name])).toContain('"totalCount":1');
  });
});

describe('an order', () => {
  it.each(STRANGERS)('by name tells %s nothing of hidden names, and neither do its cursors', async (role) => {
    const query = `query O($d: [ID!], $dir: Direction!) { entities(where: { datasets: $d }, orderBy: { by: NAME, direction: $dir }, first: 50) {
      totalCount edges { cursor node { id name } } } }`;
    for (const dir of ['ASC', 'DESC']) {
      const { data } = await town.server.ask(query, {
        variables: { d: [town.dataset], dir },
        token: tokens.get(role) ?? '',
      });
      const edges = JSON.parse(JSON.stringify(data)).entities.edges;
      const told = edges.map(({ cursor }: { cursor: string }) => Buffer.from(cursor, 'base64url').toString());
      expectNothingHidden(JSON.stringify([data, told]));
    }
  });
});

describe('a forged cursor', () => {
  const LIST = `query C($d: [ID!], $after: String) {
    entities(where: { datasets: $d }, first: 1, after: $after) { nodes { id } pageInfo { endCursor } } }`;
  const forge = (parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

  it('gives no more than a true one: what may be seen, or a refusal', async () => {
    const { data } = await town.server.ask(LIST, {
      variables: { d: [town.dataset] },
      token: tokens.get('analyst') ?? '',
    });
    const cursor: string = JSON.parse(JSON.stringify(data)).entities.pageInfo.endCursor;
    const [print] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const positions = [
      ['', ''],
      [town.known.find((value) => value.startsWith('Xu')), ''],
      ['\u0000', 'e_'],
      ['zzzz', 'zzzz'],
    ];
    for (const position of positions)
      expectNothingHidden(
        await ask('analyst', LIST, { d: [town.dataset], after: forge([print, ...position]) }),
      );
  });

  it.each<[string, () => string]>([
    ['of nonsense', () => 'x'],
    ['of another list', () => forge(['AAAAAAAA', 'a', 'b'])],
    ['with a position of another shape', () => forge([['x'], { $gt: '' }])],
    ['with a prototype in it', () => forge(['__proto__'])],
    ['that is very long', () => 'A'.repeat(100_000)],
  ])('%s is refused', async (_what, make) => {
    expect(await ask('analyst', LIST, { d: [town.dataset], after: make() })).toMatch(/CURSOR_INVALID/);
  });
});

describe('an id', () => {
  it.each(STRANGERS)('that was guessed right tells %s no more than one that nothing has', async (role) => {
    for (const type of ['Record', 'Mention', 'Entity', 'QuarantinedRow', 'Delivery'])
      for (const id of town.ids.get(type)?.slice(0, 4) ?? []) {
        const query = `query N($id: ID!) { ${['node', 'record', 'entity', 'delivery'].map((root) => `${root}(id: $id) { __typename }`).join(' ')} }`;
        const answer = await ask(role, query, { id });
        // What is public of this town is seen by its own root; all other roots look as if there was nothing.
        if (!answer.includes('__typename'))
          expect(answer).toBe(await ask(role, query, { id: made(id.slice(0, 2)) }));
      }
  });

  it('of a patient is as good as none for who sees nothing of her, compared or as a subject too', async () => {
    const hidden = await patients();
    expect(hidden.length).toBeGreaterThan(1);
    const [a, b] = hidden;
    const nobody = [made('m_'), made('m_')];
    const match = 'query M($a: ID!, $b: ID!) { match(a: $a, b: $b) { bits } }';
    for (const role of ['analyst', 'department', 'reviewer'] as const) {
      for (const id of hidden)
        expect(await ask(role, 'query N($id: ID!) { node(id: $id) { id } }', { id })).toContain(
          '"node":null',
        );
      expect(await ask(role, match, { a, b })).toBe(await ask(role, match, { a: nobody[0], b: nobody[1] }));
    }
    const undo = 'mutation U($id: ID!) { undoDelivery(id: $id) { rows } }';
    const [delivery] = town.ids.get('Delivery') ?? [];
    for (const role of ['analyst', 'department', 'subject'] as const)
      expect(await ask(role, undo, { id: delivery })).toBe(await ask(role, undo, { id: made('d_') }));
  });
});

describe('a search', () => {
  const SEARCH =
    'search(text: $v) { totalCount totalCountText edges { cursor } nodes { score entity { id name } mention { id name } } }';

  it.each(STRANGERS)(
    'shows %s no hit, no total and no snippet for a hidden value or a part of one',
    async (role) => {
      const texts = hiddenValues().flatMap(([, value]) => [value, value.slice(0, -2)]);
      const others = texts.map(() => made('zqx').toLowerCase());
      expect(await askEach(role, SEARCH, texts)).toBe(await askEach(role, SEARCH, others));
    },
  );

  it('ranks by what may be seen alone: what others hold in secret moves no score', async () => {
    const before = await askEach('analyst', SEARCH, [town.name]);
    expect(before).toContain('"totalCount":1');
    await town.hide([town.name, `${town.name} ${town.name}`]);
    expect(await askEach('analyst', SEARCH, [town.name])).toBe(before);
  });
});

describe('a count', () => {
  const COUNTS = `query C($d: ID!, $name: String!, $value: String!) {
    whole: entities(where: { datasets: [$d] }) { totalCount }
    part: entities(where: { datasets: [$d], attributes: [{ name: $name, equals: $value }] }) { totalCount }
    dataset(id: $d) { recordCount latestDelivery { rows entityEvents { created } } }
  }`;

  it.each(STRANGERS)('less another count tells %s nothing of one person', async (role) => {
    for (const [name, value] of hiddenValues())
      expect(await ask(role, COUNTS, { d: town.dataset, name, value })).toBe(
        await ask(role, COUNTS, { d: town.dataset, name, value: `${value}x` }),
      );
  });
});

describe('what was withdrawn', () => {
  const query = `query W($id: ID!, $before: DateTime!) {
      now: node(id: $id) { ...R } then: node(id: $id, asOf: { recorded: $before }) { ...R ...M ...E }
    }
    fragment R on Record { key rows versions { rows delivery { id } } mentions { id name attributes { value original } } }
    fragment M on Mention { name attributes { value original } record { rows } }
    fragment E on Entity { name claims { value sources { original record { rows } } } named: mentions { nodes { name } } timeline { nodes { record { rows } } } }`;

  it.each(STRANGERS)(
    'shows %s nothing hidden, as of then, in its versions or where it came from',
    async (role) => {
      for (const id of [...town.ids.values()].flat())
        expectNothingHidden(await ask(role, query, { id, before: town.before }));
    },
  );

  it.each(['personal', 'sensitive'] as const)(
    'shows nothing of class %s under a matter that names all the others, in earlier versions either',
    async (left) => {
      const matter = await openTestMatter(intakeContext(town.graph), {
        ...{ datasets: [town.dataset], people: ['ann'] },
        classes: CLASSIFICATIONS.filter((dataClass) => dataClass !== left),
      });
      const token = await town.tokenOf('bureau', 'ann');
      const answers: string[] = [];
      for (const id of [...town.ids.values()].flat()) {
        const { data } = await town.server.ask(query, {
          ...{ variables: { id, before: town.before }, token, matter },
        });
        answers.push(JSON.stringify(data ?? null).toLowerCase());
      }
      const text = answers.join('\n');
      const shown = CLASSIFICATIONS.filter((dataClass) =>
        town.canariesOf(dataClass).some((canary) => text.includes(canary)),
      );
      expect(shown).toEqual(CLASSIFICATIONS.filter((dataClass) => dataClass !== left));
    },
  );
});

describe('an error', () => {
  it('repeats nothing that is stored, whatever was wrong', async () => {
    const [row] = town.ids.get('QuarantinedRow') ?? [];
    const queries: readonly [string, Variables][] = [
      [
        'mutation R($id: ID!, $c: JSON!) { retryQuarantined(id: $id, corrections: $c) { rows } }',
        { id: row, c: { label: 1 } },
      ],
      ['mutation D($ids: [ID!]!) { dismissQuarantined(ids: $ids, reason: "") }', { ids: [row] }],
      [
        'query E($id: ID!) { entity(id: $id) { links(first: -1) { totalCount } } }',
        { id: town.ids.get('Entity')?.[0] },
      ],
      [
        'query E($id: ID!) { entity(id: $id) { mentions(after: "x") { totalCount } } }',
        { id: town.ids.get('Entity')?.[0] },
      ],
      [
        'query L($v: String!) { lookup(identifiers: [{ scheme: "no.such", value: $v }]) { asked } }',
        { v: town.known[3] },
      ],
      ['query L($v: String!) { search(text: $v, kind: Person) { totalCount } }', { v: town.known[2] }],
    ];
    for (const role of STRANGERS)
      for (const [query, given] of queries) expectNothingHidden(await ask(role, query, given));
    const { codes, ...invalid } = await town.server.ask('{ record(id: 5) { key } nothing }', {
      token: tokens.get('analyst') ?? '',
    });
    expect(codes).toContain('QUERY_INVALID');
    expectNothingHidden(JSON.stringify(invalid));
  });
});

function expectNothingHidden(text: string): void {
  const hidden = (['internal', 'personal', 'sensitive'] as const).flatMap((dataClass) =>
    town.canariesOf(dataClass),
  );
  expect(hidden.filter((canary) => text.toLowerCase().includes(canary))).toEqual([]);
}

/** Attributes and values that stand today and are hidden from strangers. */
function hiddenValues(): readonly (readonly [string, string])[] {
  const value = (start: string | undefined): string =>
    town.known.find((known) => start !== undefined && known.toLowerCase().includes(start)) ?? '';
  const [person, number] = town.canariesOf('personal');
  return [
    ['name', value(person)],
    ['number', value(number)],
    ['desk', value(town.canariesOf('internal')[0])],
    ['illness', value(town.canariesOf('sensitive')[0])],
  ];
}

async function patients(): Promise<readonly string[]> {
  const token = await town.tokenOf('department', 'owner', town.department);
  const query = `query P($d: [ID!], $t: DateTime!) { records(where: { datasets: $d }, asOf: { recorded: $t }) { nodes { mentions { id role } } } }`;
  const { data } = await town.server.ask(query, { variables: { d: [town.dataset], t: town.before }, token });
  const { nodes } = JSON.parse(JSON.stringify(data)).records;
  return nodes.flatMap(({ mentions }: { mentions: { id: string; role: string }[] }) =>
    mentions.flatMap(({ id, role }) => (role === 'patient' ? [id] : [])),
  );
}
