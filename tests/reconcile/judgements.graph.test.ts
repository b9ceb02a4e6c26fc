import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { readSigningKey } from '../../src/chain/signing-key.ts';
import { verifyChains } from '../../src/chain/verify-chain.ts';
import { loadSignedHeads } from '../../src/chain/witness.ts';
import { mentionId, recordId } from '../../src/ids.ts';
import { closeDecisionLog, DECISION_CHAIN } from '../../src/reconcile/decision-log.ts';
import { buildJudgedTown, COLLEAGUE, type JudgedTown } from './judged-town.ts';

// Residents of one town; each test has numbers of its own, and every statement of the register is whole.
let town: JudgedTown;
const register: Record<string, readonly [string, string]> = {};
const state = (more: typeof register) => town.register(Object.assign(register, more));

beforeAll(async () => {
  town = await buildJudgedTown();
});

describe('a judgement', () => {
  it('SAME joins at once, names itself in the identity log, and outlives new statements of either side', async () => {
    await state({ a1: ['Ming', 'A1'], a2: ['Hong', 'A2'] });
    const [one, other] = [await town.entityOf('a1'), await town.entityOf('a2')];
    expect(one).not.toBe(other);
    const judged = await town.judge('a1', 'a2', 'SAME');
    expect(judged).toMatchObject({ state: 'LIVE', by: 'b', effect: { merged: 1, moved: 1 } });
    const survivor = await town.entityOf('a1');
    expect(await town.entityOf('a2')).toBe(survivor);
    const { entity } = await town.ask(
      'query ($id: ID!) { entity(id: $id) { id identityEvents { type judgement } } }',
      {
        id: survivor === one ? other : one,
      },
    );
    expect(entity).toMatchObject({ id: survivor });
    expect(entity.identityEvents).toContainEqual({ type: 'MERGED', judgement: judged.id });
    await state({ a1: ['Ming Ming', 'A3'], a2: ['Hong Hong', 'A4'] });
    expect([await town.entityOf('a1'), await town.entityOf('a2')]).toEqual([survivor, survivor]);
  });

  it('DIFFERENT parts what an identifier joined, and keeps apart whoever comes with it later', async () => {
    await state({ b1: ['Li', 'B'], b2: ['Wu', 'B'] });
    expect(await town.entityOf('b1')).toBe(await town.entityOf('b2'));
    expect(await town.judge('b1', 'b2', 'DIFFERENT')).toMatchObject({
      state: 'LIVE',
      effect: { split: 1, moved: 1 },
    });
    expect(await town.entityOf('b1')).not.toBe(await town.entityOf('b2'));
    await state({ b1: ['Li Li', 'B'], b2: ['Wu Wu', 'B'], b3: ['Li', 'B'] });
    const [b1, b2, b3] = [await town.entityOf('b1'), await town.entityOf('b2'), await town.entityOf('b3')];
    expect(b1).not.toBe(b2);
    expect([b1, b2]).toContain(b3);
  });

  it('that contradicts others is kept and not obeyed: A = B, A = C, B ≠ C', async () => {
    await state({ c1: ['Sun', 'C1'], c2: ['Qian', 'C2'], c3: ['Zhao', 'C3'] });
    const ab = await town.judge('c1', 'c2', 'SAME');
    const ac = await town.judge('c1', 'c3', 'SAME');
    const before = await town.partition();
    const contested = await town.judge('c2', 'c3', 'DIFFERENT');
    expect(contested).toMatchObject({ state: 'CONTESTED', effect: { moved: 0 } });
    expect([...contested.contradicts].sort()).toEqual([ab.id, ac.id].sort());
    expect(await town.partition()).toBe(before);
    // Whoever takes one of the others back can have it taken up.
    await town.revoke(ac.id);
    const again = await town.judge('c2', 'c3', 'DIFFERENT');
    expect(again).toMatchObject({ state: 'LIVE' });
    const { judgement } = await town.ask('query ($id: ID!) { judgement(id: $id) { state } }', {
      id: contested.id,
    });
    expect(judgement).toEqual({ state: 'REVOKED' });
  });

  it('given again, even with the sides turned, changes nothing and is the same one', async () => {
    await state({ d1: ['Han', 'D1'], d2: ['Yang', 'D2'] });
    const first = await town.judge('d1', 'd2', 'SAME');
    expect(await town.judge('d2', 'd1', 'SAME', COLLEAGUE)).toMatchObject({ id: first.id, by: 'b' });
  });

  it('UNSURE binds nobody', async () => {
    await state({ e1: ['Zhu', 'E1'], e2: ['Qin', 'E2'] });
    const before = await town.partition();
    expect(await town.judge('e1', 'e2', 'UNSURE')).toMatchObject({ state: 'LIVE', effect: { moved: 0 } });
    expect(await town.partition()).toBe(before);
    expect(await town.judge('e1', 'e2', 'SAME')).toMatchObject({ state: 'LIVE', effect: { merged: 1 } });
  });

  it('is refused clearly: what is unknown, no longer stands, changed, of two kinds, or by a role that decides nothing', async () => {
    await state({ f1: ['You', 'F1'], f2: ['Xu', 'F2'] });
    const [a, b] = [town.mentionOf('f1'), town.mentionOf('f2')];
    const judge =
      'mutation ($a: ID!, $b: ID!, $e: String) { judge(a: $a, b: $b, verdict: SAME, reason: "r", evidence: $e) { id } }';
    expect(await town.refuse(judge, { a, b: 'm_nobody' })).toEqual(['NOT_FOUND']);
    expect(await town.refuse(judge, { a, b: a })).toEqual(['BAD_INPUT']);
    await town.deliver(town.vehicles, [['f', `${town.tag}F`, 'You', '', '', '']]);
    const vehicle = mentionId(recordId(town.vehicles.id, 'f'), 'vehicle', '');
    expect(await town.refuse(judge, { a, b: vehicle })).toEqual(['BAD_INPUT']);
    const preview =
      'query ($a: ID!, $b: ID!) { previewJudgement(a: $a, b: $b, verdict: SAME) { evidence effect { merged } } }';
    const { previewJudgement } = await town.ask(preview, { a, b });
    expect(previewJudgement).toMatchObject({ effect: { merged: 1 } });
    await state({ f1: ['You You', 'F1'] });
    expect(await town.refuse(judge, { a, b, e: previewJudgement.evidence })).toEqual(['EVIDENCE_CHANGED']);
    const analyst: Caller = { user: 'a', role: 'analyst', department: null };
    expect(await town.refuse(judge, { a, b }, analyst, town.matter)).toEqual(['FORBIDDEN']);
    // Without a matter the bureau sees nobody, so it judges nobody.
    expect(await town.refuse(judge, { a, b }, COLLEAGUE, null)).toEqual(['NOT_FOUND']);
    delete register.f2;
    await state({});
    expect(await town.refuse(judge, { a, b })).toEqual(['NOT_FOUND']);
    expect(await town.refuse('mutation { revokeJudgement(id: "j_none", reason: "r") { id } }')).toEqual([
      'NOT_FOUND',
    ]);
  });

  it('of many is taken in or refused by itself', async () => {
    await state({ g1: ['He', 'G1'], g2: ['Lv', 'G2'], g3: ['Shi', 'G3'] });
    const [a, b, c] = ['g1', 'g2', 'g3'].map((no) => town.mentionOf(no));
    const { judgeMany } = await town.ask(
      `mutation ($j: [PairJudgement!]!) { judgeMany(judgements: $j) { place repeated code judgement { state verdict } } }`,
      {
        j: [
          { a, b, verdict: 'SAME', reason: 'r' },
          { a, b: 'm_nobody', verdict: 'SAME', reason: 'r' },
          { a: b, b: c, verdict: 'SAME', reason: 'r' },
          { a, b: c, verdict: 'DIFFERENT', reason: 'r' },
          { a: b, b: a, verdict: 'SAME', reason: 'r' },
        ],
      },
    );
    expect(judgeMany).toEqual([
      { place: 0, repeated: false, code: null, judgement: { state: 'LIVE', verdict: 'SAME' } },
      { place: 1, repeated: false, code: 'NOT_FOUND', judgement: null },
      { place: 2, repeated: false, code: null, judgement: { state: 'LIVE', verdict: 'SAME' } },
      { place: 3, repeated: false, code: null, judgement: { state: 'CONTESTED', verdict: 'DIFFERENT' } },
      { place: 4, repeated: true, code: null, judgement: { state: 'LIVE', verdict: 'SAME' } },
    ]);
    expect(
      new Set([await town.entityOf('g1'), await town.entityOf('g2'), await town.entityOf('g3')]).size,
    ).toBe(1);
  });
});

describe('taking back', () => {
  it('restores what a judgement changed, under the same ids, whatever was decided since', async () => {
    await state({ h1: ['Kong', 'H1'], h2: ['Cao', 'H2'], h3: ['Yan', 'H3'] });
    const [h1, h2] = [await town.entityOf('h1'), await town.entityOf('h2')];
    const first = await town.judge('h1', 'h2', 'SAME');
    const second = await town.judge('h1', 'h3', 'SAME');
    expect(await town.revoke(first.id)).toMatchObject({
      state: 'REVOKED',
      endedBy: 'b',
      endApprovedBy: null,
      endReason: 'A mistake',
    });
    const [n1, n2, n3] = [await town.entityOf('h1'), await town.entityOf('h2'), await town.entityOf('h3')];
    expect(n1).toBe(n3);
    expect(n2).not.toBe(n1);
    expect([h1, h2]).toContain(n2);
    expect(
      await town.refuse('mutation ($id: ID!) { revokeJudgement(id: $id, reason: "r") { id } }', {
        id: first.id,
      }),
    ).toEqual(['JUDGEMENT_STATE']);
    await town.revoke(second.id);
    expect(await town.entityOf('h1')).toBe(h1);
    expect(await town.entityOf('h2')).toBe(h2);
  });

  it('says which later judgement stands in the way, and changes nothing then', async () => {
    await state({ i1: ['Hua', 'I1'], i2: ['Jin', 'I2'], i3: ['Wei', 'I3'] });
    const first = await town.judge('i1', 'i2', 'SAME');
    const [second, third] = [await town.judge('i1', 'i3', 'SAME'), await town.judge('i3', 'i2', 'SAME')];
    const before = await town.partition();
    const asked = town.revoke(first.id);
    await expect(asked).rejects.toMatchObject({
      code: 'JUDGEMENT_BLOCKED',
      details: { later: [second.id, third.id].sort().join(', ') },
    });
    expect(await town.partition()).toBe(before);
    await town.revoke(third.id);
    await town.revoke(first.id);
    expect(await town.entityOf('i1')).toBe(await town.entityOf('i3'));
    expect(await town.entityOf('i1')).not.toBe(await town.entityOf('i2'));
  });

  it('gives a split entity its mentions back', async () => {
    await state({ k1: ['Tao', 'K'], k2: ['Jiang', 'K'], k3: ['Qi', 'K'] });
    const entity = await town.entityOf('k1');
    const judged = await town.judge('k1', 'k2', 'DIFFERENT');
    expect(await town.entityOf('k1')).not.toBe(await town.entityOf('k2'));
    await town.revoke(judged.id);
    expect(await Promise.all(['k1', 'k2', 'k3'].map(town.entityOf))).toEqual([entity, entity, entity]);
  });
});

describe('a merge or a split by a person', () => {
  it('does what its preview said, and nothing before', async () => {
    await state({ l1: ['Xie', 'L'], l2: ['Zou', 'L'], l3: ['Yu', 'L3'] });
    const [one, other] = [await town.entityOf('l1'), await town.entityOf('l3')];
    const { previewMerge } = await town.ask(
      'query ($e: [ID!]!) { previewMerge(entities: $e) { state effect { created merged split moved } moves { mention from to } } }',
      { e: [one, other] },
    );
    expect(previewMerge).toEqual({
      state: 'LIVE',
      effect: { created: 0, merged: 1, split: 0, moved: 1 },
      moves: [{ mention: town.mentionOf('l3'), from: other, to: one }],
    });
    expect(await town.entityOf('l3')).toBe(other);
    const merged = await town.merge([one, other]);
    expect(merged).toMatchObject({ act: 'MERGE', state: 'LIVE', effect: previewMerge.effect });
    expect(await town.entityOf('l3')).toBe(one);
    expect(
      await town.refuse('mutation ($e: [ID!]!) { mergeEntities(entities: $e, reason: "r") { id } }', {
        e: [one, other],
      }),
    ).toEqual(['BAD_INPUT']);
    await expect(town.split(one, ['l2'])).resolves.toMatchObject({
      state: 'CONTESTED',
      contradicts: [merged.id],
    });
    await town.revoke(merged.id);
    expect(await town.split(one, ['l2'])).toMatchObject({ state: 'LIVE', effect: { split: 1, moved: 1 } });
    expect(await town.entityOf('l2')).not.toBe(await town.entityOf('l1'));
  });

  it('waits for a second person who is not the first, when large or of a protected kind', async () => {
    await state({ o1: ['Bai', 'O1'], o2: ['Shui', 'O2'] });
    const { reconcile } = town.context.settings;
    Object.assign(reconcile, { secondPersonSize: 1 });
    try {
      const judged = await town.judge('o1', 'o2', 'SAME');
      expect(judged).toMatchObject({ state: 'WAITING', effect: { moved: 0 } });
      expect(await town.entityOf('o1')).not.toBe(await town.entityOf('o2'));
      await expect(
        town.approve(judged.id, { user: 'b', role: 'bureau', department: null }),
      ).rejects.toMatchObject({
        code: 'SECOND_REVIEWER',
      });
      expect(await town.approve(judged.id, COLLEAGUE)).toMatchObject({
        state: 'LIVE',
        effect: { merged: 1 },
      });
      expect(await town.entityOf('o1')).toBe(await town.entityOf('o2'));
      expect(await town.revoke(judged.id)).toMatchObject({ state: 'LIVE', endingBy: 'b' });
      expect(await town.entityOf('o1')).toBe(await town.entityOf('o2'));
      // Both are named, as of a judgement that waited: who asked, with the reason, and who agreed.
      expect(await town.approve(judged.id, COLLEAGUE)).toMatchObject({
        ...{ state: 'REVOKED', endedBy: 'b', endApprovedBy: 'a', endReason: 'A mistake', endingBy: null },
      });
      expect(await town.entityOf('o1')).not.toBe(await town.entityOf('o2'));
    } finally {
      Object.assign(reconcile, { secondPersonSize: 100 });
    }
  });
});

describe('the decision log', () => {
  it('holds every decision, signed and unbroken', async () => {
    const { graph, context } = town;
    await closeDecisionLog(graph);
    const { audit } = context.settings;
    const signed = await loadSignedHeads(audit, (await readSigningKey(audit.keyFile))?.id);
    const verdict = await verifyChains(graph, signed, { chain: DECISION_CHAIN, onProgress: () => undefined });
    expect(verdict).toMatchObject({ found: 0, findings: [] });
    expect(verdict.entries).toBeGreaterThanOrEqual(25);
    expect(verdict.heads).toBeGreaterThan(0);
  });
});
