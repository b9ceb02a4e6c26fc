import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/access/apps/app.ts';
import type { Caller } from '../../src/access/caller.ts';
import { mentionId, recordId } from '../../src/ids.ts';
import type { Answer } from '../api/small-town.ts';
import { buildJudgedTown, COLLEAGUE, type JudgedTown } from './judged-town.ts';

// The operator's day, told as it goes. Residents are named by letter and number; each scenario has a letter of its own.
let town: JudgedTown;
const register: Record<string, readonly [string, string]> = {};
const state = (more: typeof register) => town.register(Object.assign(register, more));

beforeAll(async () => {
  town = await buildJudgedTown();
});

describe('the operator', () => {
  it('finds a missed duplicate of another department and joins it: one profile, both departments', async () => {
    await state({ a1: ['Zhang Wei', ''] });
    await town.deliver(town.vehicles, [['a', `${town.tag}A1`, `${town.tag} Zhang Wei`, '', '', '']]);
    const owner = mentionId(recordId(town.vehicles.id, 'a'), 'owner', '');
    await town.ask(
      'mutation ($a: ID!, $b: ID!) { judge(a: $a, b: $b, verdict: SAME, reason: "Seen at the counter") { id } }',
      {
        a: town.mentionOf('a1'),
        b: owner,
      },
    );
    const { entity } = await town.ask(
      'query ($id: ID!) { entity(id: $id) { evidence departments { id } links { nodes { type } } } }',
      { id: await town.entityOf('a1') },
    );
    expect(entity.evidence).toBe(2);
    expect(entity.departments).toHaveLength(2);
    // What the other department says of her comes along: she owns the car.
    expect(entity.links.nodes).toContainEqual({ type: 'OWNS' });
  });

  it('splits a wrong merge, which stays split when the number that joined it is stated again', async () => {
    await state({ b1: ['Li Na', 'B'], b2: ['Wang Fang', 'B'], b3: ['Li Na', 'B'] });
    const entity = await town.entityOf('b1');
    await town.split(entity, ['b2']);
    await state({ b1: ['Li Na', 'B'], b2: ['Wang Fang Fang', 'B'] });
    expect(await town.entityOf('b1')).toBe(await town.entityOf('b3'));
    expect(await town.entityOf('b2')).not.toBe(await town.entityOf('b1'));
  });

  it('is asked about a newcomer whom both sides claim: it joins one side by itself, and never both', async () => {
    await state({ c1: ['Liu Yang', 'C'], c2: ['Liu Yan', 'C'] });
    await town.judge('c1', 'c2', 'DIFFERENT');
    await state({ c3: ['Liu Yang', 'C'] });
    const [c1, c2, c3] = [await town.entityOf('c1'), await town.entityOf('c2'), await town.entityOf('c3')];
    expect(c1).not.toBe(c2);
    expect([c1, c2]).toContain(c3);
    expect(await town.judge('c3', 'c1', 'SAME')).toMatchObject({ state: 'LIVE' });
    expect(await town.judge('c3', 'c2', 'SAME')).toMatchObject({ state: 'CONTESTED' });
    expect(await town.entityOf('c3')).toBe(await town.entityOf('c1'));
  });

  it('confirms what the machine joined: nothing moves, and it holds when the number is taken back', async () => {
    await state({ d1: ['Chen Jie', 'D'], d2: ['Chen Jie', 'D'] });
    expect(await town.judge('d1', 'd2', 'SAME')).toMatchObject({ state: 'LIVE', effect: { moved: 0 } });
    await state({ d2: ['Chen Jie', 'D2'] });
    expect(await town.entityOf('d1')).toBe(await town.entityOf('d2'));
  });

  it('keeps an automatic caller from deciding; it goes on asking by the id that it knew', async () => {
    await state({ e1: ['Yang Yi', 'E1'], e2: ['Yang Yi', 'E2'] });
    const app: App = {
      id: 'p',
      name: 'An app',
      department: null,
      scopes: [{ action: 'read', datasets: '*' }],
      costPerMinute: 1e6,
    };
    const automatic: Caller = { user: 'p', role: 'app', department: null, app };
    const [known, other] = [await town.entityOf('e1'), await town.entityOf('e2')];
    const judge = 'mutation ($a: ID!, $b: ID!) { judge(a: $a, b: $b, verdict: SAME, reason: "Sure") { id } }';
    const pair = { a: town.mentionOf('e1'), b: town.mentionOf('e2') };
    expect(await town.refuse(judge, pair, automatic, town.matter)).toEqual(['FORBIDDEN']);
    await town.judge('e1', 'e2', 'SAME');
    const ask = 'query ($a: ID!, $b: ID!) { a: entity(id: $a) { id } b: entity(id: $b) { id } }';
    const answer = await town.ask(ask, { a: known, b: other }, automatic, town.matter);
    expect(answer.a.id).toBe(answer.b.id);
  });

  it('takes the same register in again without anything moving', async () => {
    await state({ f1: ['Zhao Lei', 'F1'], f2: ['Zhao Lei', 'F2'] });
    await town.judge('f1', 'f2', 'SAME');
    const before = await town.partition();
    await state({ f1: ['Zhao Lei', 'F1'] });
    await state({ f1: ['Zhao Lei', 'F9'] });
    expect(await town.partition()).toBe(before);
  });

  it('undoes an error of her own, although a colleague has decided more since', async () => {
    await state({ g1: ['Huang Min', 'G1'], g2: ['Huang Min', 'G2'], g3: ['Huang Min', 'G3'] });
    const [g1, g2] = [await town.entityOf('g1'), await town.entityOf('g2')];
    const error = await town.judge('g1', 'g2', 'SAME');
    await town.judge('g1', 'g3', 'SAME', COLLEAGUE);
    await town.revoke(error.id);
    expect([await town.entityOf('g1'), await town.entityOf('g2')]).toEqual([g1, g2]);
    expect(await town.entityOf('g3')).toBe(g1);
  });

  it('is kept from deciding by what is no longer said, and is asked again about what she decided then', async () => {
    await state({ h1: ['Zhou Tao', 'H1'], h2: ['Zhou Tao', 'H2'] });
    const pair = { a: town.mentionOf('h1'), b: town.mentionOf('h2') };
    const { previewJudgement } = await town.ask(
      'query ($a: ID!, $b: ID!) { previewJudgement(a: $a, b: $b, verdict: SAME) { evidence } }',
      pair,
    );
    await state({ h2: ['Wu Hao', 'H2'] });
    const judge =
      'mutation ($a: ID!, $b: ID!, $e: String) { judge(a: $a, b: $b, verdict: SAME, reason: "Same name", evidence: $e) { id } }';
    expect(await town.refuse(judge, { ...pair, e: previewJudgement.evidence })).toEqual(['EVIDENCE_CHANGED']);
    const judged = await town.judge('h1', 'h2', 'SAME');
    await state({ h2: ['Wu Hao Hao', 'H2'] });
    const { reviewQueue } = await town.ask(
      'query ($d: [ID!]) { reviewQueue(where: { kinds: [OUTDATED], departments: $d }) { nodes { judgement { id } } } }',
      { d: [town.residents.department.id] },
    );
    expect(reviewQueue.nodes).toContainEqual({ judgement: { id: judged.id } });
  });

  it('hears a department that answers against the machine: nothing moves before she decides, then they stay apart', async () => {
    await state({ i1: ['Lin Bo', 'I'] });
    const owner = ['i', `${town.tag}I1`, `${town.tag} He Xin`, `${town.tag}I`, '', ''];
    await town.deliver(town.vehicles, [owner]);
    const { discrepancies } = await town.ask(
      'query ($d: [ID!]) { discrepancies(where: { departments: $d }) { nodes { id entity { id } } } }',
      { d: [town.vehicles.department.id] },
    );
    const joined = await town.entityOf('i1');
    expect(discrepancies.nodes).toMatchObject([{ entity: { id: joined } }]);
    const traffic: Caller = { user: 't', role: 'department', department: town.vehicles.department.id };
    const { sendCorrection } = await town.ask(
      'mutation ($x: ID!, $d: ID) { sendCorrection(discrepancy: $x, department: $d) { id } }',
      { x: discrepancies.nodes[0].id, d: traffic.department },
    );
    await town.ask(
      'mutation ($id: ID!) { answerCorrection(id: $id, answer: REJECTED, evidence: "Another man, who was here") { state } }',
      { id: sendCorrection.id },
      traffic,
    );
    const disputed = async () =>
      (
        await town.ask(
          `query ($d: [ID!]) { reviewQueue(where: { kinds: [DISPUTED], departments: $d }) { nodes {
            left { id } right { id } correction { evidence } } } }`,
          { d: [traffic.department] },
        )
      ).reviewQueue.nodes;
    expect(await town.entityOf('i1')).toBe(joined);
    const [item] = await disputed();
    expect(item.correction.evidence).toBe('Another man, who was here');
    await town.ask(
      'mutation ($a: ID!, $b: ID!) { judge(a: $a, b: $b, verdict: DIFFERENT, reason: "The department saw him") { id } }',
      { a: item.left[0].id, b: item.right[0].id },
    );
    await town.deliver(town.vehicles, [owner.with(2, `${town.tag} He Xin Yu`)]);
    const { records } = await town.ask(
      'query ($d: [ID!]) { records(where: { datasets: $d }) { nodes { mentions { role entity { id } } } } }',
      { d: [town.vehicles.id] },
    );
    const driver = records.nodes[0].mentions.find(({ role }: Answer) => role === 'owner');
    expect(driver.entity.id).not.toBe(await town.entityOf('i1'));
    expect(await disputed()).toEqual([]);
  });
});
