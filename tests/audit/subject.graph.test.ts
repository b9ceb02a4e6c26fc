import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessUse } from '../../src/access/access-use.ts';
import type { Caller } from '../../src/access/caller.ts';
import { ACCESS_CHAIN, buildEntry } from '../../src/audit/access-entry.ts';
import { type Chain, openChain } from '../../src/chain/chain.ts';
import { fileEntries } from '../../src/chain/file-entries.ts';
import type { EntityId, MentionId, RecordId } from '../../src/ids.ts';
import { loadSettings } from '../../src/settings.ts';
import { buildSmallTown, type SmallTown } from '../api/small-town.ts';
import { onStore } from '../setup/on-store.ts';
import { openTestMatter } from '../setup/test-matter.ts';
import { personOf } from './restrict.ts';

let town: SmallTown;
let chain: Chain;
let home: string;
/** Ids by the number of the resident's record. */
let mentions: Map<string, { mention: MentionId; record: RecordId; entity: EntityId }>;

const rowOf = (no: string, name: string, phone: string, rid: string): readonly string[] => [
  ...[no, name, phone, rid],
  ...['', '', '', '', ''],
];
const A = '王小明';
const B = '李大壮';

beforeAll(async () => {
  town = await buildSmallTown();
  await town.deliver(town.residents, [
    rowOf('1', A, '13912345671', `${town.tag}A`),
    rowOf('2', B, '13912345672', `${town.tag}B`),
  ]);
  await town.deliver(town.vehicles, [['9', '沪A12345', A, `${town.tag}A`, '', '']]);
  home = mkdtempSync(join(tmpdir(), 'jingwei-subject-'));
  const { audit } = loadSettings({ JINGWEI_HOME: home });
  chain = await openChain({ graph: town.graph, clock: Date.now }, audit, ACCESS_CHAIN);
  mentions = await readMentions();
  // A wrong merge: the stranger's mention is decided to be the same person.
  await onStore(
    `MATCH (:Mention {id: $b})-[x:REFERS_TO]->() MATCH (e:Entity {id: $entity}) MATCH (m:Mention {id: $b})
     CREATE (m)-[y:REFERS_TO]->(e) SET y = properties(x) DELETE x`,
    { b: of('2').mention, entity: of('1').entity },
  );
});
afterAll(async () => {
  await chain.close();
  rmSync(home, { recursive: true, force: true });
  await town.graph.close();
});

const REPORT = `{ subjectReport {
  holdings { id dataset department restricted statements { recordedTo values { attribute dataClass value original } } }
  uses { body { en zh } reason { en zh } count } looks
} }`;
const LOG = '{ subjectAccessLog { nodes { at body { en zh } reason { en zh } seen { en zh } } } }';

describe('the report for the person concerned', () => {
  it('shows everything in which her own identifier stands, from whom, of every dataset', async () => {
    const { subjectReport } = await town.ask(REPORT, {}, personOf(town, 'A'));
    const ids = subjectReport.holdings.map(({ id }: { id: string }) => id).sort();
    expect(ids).toEqual([of('1').mention, of('9').mention].sort());
    const [held] = subjectReport.holdings.filter(({ id }: { id: string }) => id === of('1').mention);
    expect(held).toMatchObject({
      department: `Invented ${town.tag}-registry`,
      statements: [
        {
          recordedTo: null,
          values: expect.arrayContaining([
            { attribute: 'phone', dataClass: 'personal', value: '+8613912345671', original: '13912345671' },
          ]),
        },
      ],
    });
  });

  it('of two strangers who were wrongly merged shows each only her own', async () => {
    const a = JSON.stringify(await town.ask(REPORT, {}, personOf(town, 'A')));
    const b = JSON.stringify(await town.ask(REPORT, {}, personOf(town, 'B')));
    expect(a).toContain(A);
    expect(a).not.toContain(B);
    expect(a).not.toContain('13912345672');
    expect(b).toContain(B);
    expect(b).not.toContain(A);
    expect(b).not.toContain('13912345671');
  });

  it('shows an earlier statement only while it holds the identifier too', async () => {
    const [number, rid] = ['7', `${town.tag}C`];
    await town.deliver(town.residents, [
      rowOf('1', A, '13912345671', `${town.tag}A`),
      rowOf('2', B, '13912345672', `${town.tag}B`),
      rowOf(number, '前任某', '13912345673', `${town.tag}D`),
    ]);
    await town.deliver(town.residents, [
      rowOf('1', A, '13912345671', `${town.tag}A`),
      rowOf('2', B, '13912345672', `${town.tag}B`),
      rowOf(number, '后任某', '13912345674', rid),
    ]);
    const now = JSON.stringify(await town.ask(REPORT, {}, personOf(town, 'C')));
    expect(now).toContain('后任某');
    expect(now).not.toContain('前任某');
    expect(now).not.toContain('13912345673');
    const former = JSON.stringify(await town.ask(REPORT, {}, personOf(town, 'D')));
    expect(former).toContain('13912345673');
    expect(former).not.toContain('后任某');
  });

  it('goes on showing what a department has ended: it is held still', async () => {
    const row = rowOf('8', '离去人', '13912345678', `${town.tag}E`);
    const others = [
      rowOf('1', A, '13912345671', `${town.tag}A`),
      rowOf('2', B, '13912345672', `${town.tag}B`),
    ];
    await town.deliver(town.residents, [...others, row]);
    await town.deliver(town.residents, others);
    const { subjectReport } = await town.ask(REPORT, {}, personOf(town, 'E'));
    expect(subjectReport.holdings[0].statements).toEqual([
      expect.objectContaining({ recordedTo: expect.stringMatching(/^20/) }),
    ]);
  });

  it('is for herself: not for others, not about others, and nothing for an identifier that stands for nobody', async () => {
    for (const role of ['analyst', 'bureau', 'app', 'department', 'auditor', 'reviewer'] as const) {
      const caller: Caller = { user: 'x', role, department: role === 'department' ? 'd' : null };
      const named = `{ subjectReport(subject: {scheme: "local.${town.tag}", value: "${town.tag}A"}) { looks } }`;
      expect(await town.refuse(named, {}, caller)).toEqual(['FORBIDDEN']);
    }
    const others = (letter: string) =>
      `{ subjectReport(subject: {scheme: "local.${town.tag}", value: "${town.tag}${letter}"}) { looks } }`;
    expect(await town.refuse(others('B'), {}, personOf(town, 'A'))).toEqual(['FORBIDDEN']);
    expect(await town.refuse(others('nobody'), {}, personOf(town, 'A'))).toEqual(['FORBIDDEN']);
    expect(await town.ask(REPORT, {}, personOf(town, 'nobody'))).toEqual({
      subjectReport: { holdings: [], uses: [], looks: 0 },
    });
  });
});

describe('the looks that a person is told of', () => {
  it('name the body, the reason and the classes, in two languages, never a person', async () => {
    await look({ user: 'officer-chen', role: 'department', department: `${town.tag}-registry` }, '1');
    const { subjectAccessLog } = await town.ask(LOG, {}, personOf(town, 'A'));
    expect(subjectAccessLog.nodes[0]).toMatchObject({
      body: { en: `Invented ${town.tag}-registry` },
      reason: { en: "The department's own records", zh: '部门查看本部门登记的记录' },
      seen: { en: 'personal data', zh: '个人数据' },
    });
    expect(JSON.stringify(subjectAccessLog)).not.toContain('officer-chen');
  });

  it('are those at her own mentions, not at those of the stranger she was merged with', async () => {
    const before = await count('A');
    await look({ user: 'u', role: 'bureau', department: null }, '2');
    expect(await count('A')).toBe(before);
    expect(await count('B')).toBeGreaterThan(0);
  });

  it('count a look at the entity that her mention was decided to be at that time', async () => {
    const before = { a: await count('A'), b: await count('B') };
    const use = new AccessUse();
    use.entity(of('1').entity);
    await write(use, { user: 'u', role: 'analyst', department: null }, null);
    expect({ a: await count('A'), b: await count('B') }).toEqual({ a: before.a + 1, b: before.b + 1 });
  });

  it('are found before they are filed and after, each once', async () => {
    await look({ user: 'u', role: 'analyst', department: null }, '1');
    const before = await town.ask(LOG, {}, personOf(town, 'A'));
    await fileEntries(town.graph, ACCESS_CHAIN);
    expect(await town.ask(LOG, {}, personOf(town, 'A'))).toEqual(before);
    await look({ user: 'u', role: 'analyst', department: null }, '1');
    expect(await count('A')).toBe(before.subjectAccessLog.nodes.length + 1);
  });

  it('give a matter’s own words and law, but not its title, and wait while it is concealed', async () => {
    const scope = { datasets: [town.residents.id], people: ['u'] };
    const open = await openTestMatter(town.context, scope, {
      ...{ title: '查李大壮', legalBasis: 'Act 7', reasonEn: 'A flood warning', reasonZh: '洪水预警' },
    });
    const concealed = await openTestMatter(town.context, scope, { concealedUntil: '2999-01-01T00:00:00Z' });
    const before = await count('A');
    await look({ user: 'u', role: 'analyst', department: null }, '1', concealed);
    expect(await count('A')).toBe(before);
    await look({ user: 'u', role: 'analyst', department: null }, '1', open);
    const { subjectAccessLog } = await town.ask(LOG, {}, personOf(town, 'A'));
    expect(subjectAccessLog.nodes[0].reason).toEqual({
      en: 'A flood warning (Act 7)',
      zh: '洪水预警（Act 7）',
    });
    expect(JSON.stringify(subjectAccessLog)).not.toContain('李大壮');
    await onStore("MATCH (m:Matter {id: $id}) SET m.concealedUntil = datetime('2020-01-01')", {
      id: concealed,
    });
    expect(await count('A')).toBe(before + 2);
  });

  it('are an auditor’s too, who names the person, and nobody else’s', async () => {
    const named = `{ subjectAccessLog(subject: {scheme: "local.${town.tag}", value: "${town.tag}A"}) { nodes { at } } }`;
    const auditor: Caller = { user: 'x', role: 'auditor', department: null };
    expect((await town.ask(named, {}, auditor)).subjectAccessLog.nodes.length).toBeGreaterThan(0);
    expect(await town.refuse(named, {}, { user: 'x', role: 'analyst', department: null })).toEqual([
      'FORBIDDEN',
    ]);
    expect(await town.refuse(LOG, {}, auditor)).toEqual(['BAD_INPUT']);
  });
});

async function count(letter: string): Promise<number> {
  return (await town.ask(LOG, {}, personOf(town, letter))).subjectAccessLog.nodes.length;
}

/** What the server writes when somebody reads a resident's mention. */
async function look(caller: Caller, no: string, matter: string | null = null): Promise<void> {
  const use = new AccessUse();
  const { mention, record } = of(no);
  use.mention(mention, record, town.residents.id);
  use.value(town.residents.id, 'personal');
  await write(use, caller, matter);
}

async function write(use: AccessUse, caller: Caller, matter: string | null): Promise<void> {
  const summary = use.summary({ caller, matter: null, decision: { key: '', policyVersion: '' } });
  const request = {
    id: 'r',
    kind: 'query',
    operation: '',
    fields: ['entity'],
    question: '',
    outcome: 'OK',
  } as const;
  await chain.append(buildEntry({ ...summary, matter }, request));
}

function of(no: string) {
  const found = mentions.get(no);
  if (found === undefined) throw new Error(`There is no record ${no}`);
  return found;
}

async function readMentions(): Promise<typeof mentions> {
  const rows = await onStore(
    `MATCH (r:Record)-[:MENTIONS]->(m:Mention {kind: 'Person'})-[:REFERS_TO]->(e:Entity)
     WHERE r.dataset STARTS WITH $tag RETURN r.key AS key, m.id AS mention, r.id AS record, e.id AS entity`,
    { tag: town.tag },
  );
  return new Map(
    rows.map((row) => [
      String(row.key).replace(/\D/g, ''),
      { mention: row.mention, record: row.record, entity: row.entity },
    ]),
  );
}
