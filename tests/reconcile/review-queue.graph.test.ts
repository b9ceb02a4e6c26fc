import { beforeAll, describe, expect, it } from 'vitest';
import { pageChain } from '../../src/generated/statements.ts';
import type { MentionId } from '../../src/ids.ts';
import { noteFindings } from '../../src/reconcile/review/note-items.ts';
import { reviewRun } from '../../src/reconcile/review/review-run.ts';
import type { Answer } from '../api/small-town.ts';
import { walkPages } from '../setup/walk-pages.ts';
import { buildJudgedTown, COLLEAGUE, type JudgedTown } from './judged-town.ts';

let town: JudgedTown;
const register: Record<string, readonly [string, string]> = {};
const state = (more: typeof register) => town.register(Object.assign(register, more));
const OVER = 'state endedBy endedAt endReason';
const ITEM = `id kind reason state worth bits probability leasedBy left { id } right { id } leftEntity { claims { value sources { original } } }
  match { bits } sharedNeighbours { id } distanceMeters overlapDays judgement { id } ifAccepted { state effect { merged moved } }`;

beforeAll(async () => {
  town = await buildJudgedTown();
});

/** The open items about some residents. */
async function queueOf(numbers: readonly string[], args = ''): Promise<readonly Answer[]> {
  const ids = new Set(numbers.map((no) => town.mentionOf(no)));
  const { reviewQueue } = await town.ask(
    `query ($d: [ID!]) { reviewQueue(where: { departments: $d }, first: 500 ${args}) { nodes { ${ITEM} } } }`,
    { d: [town.residents.department.id] },
  );
  return reviewQueue.nodes.filter(({ left, right }: Answer) =>
    [...left, ...right].some(({ id }: Answer) => ids.has(id)),
  );
}

/** As the machine proposes two residents: what a model leaves between the thresholds. */
async function propose(one: string, other: string, bits: number): Promise<void> {
  const [left, right] = [town.mentionOf(one) as MentionId, town.mentionOf(other) as MentionId];
  await town.graph.write((transaction) =>
    noteFindings(transaction, new Date().toISOString(), [
      { kind: 'PROPOSAL', reason: 'weak-bridge', left: [left], right: [right], bits, judgement: null },
    ]),
  );
}

const take = async (count: number, caller = COLLEAGUE, kind = 'PROPOSAL'): Promise<readonly Answer[]> =>
  (
    await town.ask(
      'mutation ($n: Int!, $d: [ID!], $k: ReviewKind!) { takeReviewItems(count: $n, where: { departments: $d, kinds: [$k] }) { id leasedBy left { id } right { id } } }',
      { n: count, d: [town.residents.department.id], k: kind },
      caller,
      town.matter,
    )
  ).takeReviewItems;

describe('the review queue', () => {
  it('holds what the machine proposes, what a decision is worth most first, and lets go of what was judged', async () => {
    await state({
      a1: ['An', 'A1'],
      a2: ['Bo', 'A2'],
      a3: ['Cai', 'A3'],
      a4: ['Du', 'A4'],
      a5: ['Du', 'A4'],
    });
    await propose('a1', 'a2', -3.5);
    await propose('a3', 'a4', -2);
    const [first, second] = await queueOf(['a1', 'a2', 'a3', 'a4']);
    expect(first).toMatchObject({
      kind: 'PROPOSAL',
      bits: -2,
      match: null,
      ifAccepted: { state: 'LIVE', effect: { merged: 1 } },
    });
    expect(second).toMatchObject({ bits: -3.5 });
    expect(first.leftEntity.claims.flatMap(({ sources }: Answer) => sources).length).toBeGreaterThan(0);
    await town.judge('a1', 'a2', 'UNSURE');
    await town.judge('a3', 'a4', 'SAME');
    expect(await queueOf(['a1', 'a2', 'a3', 'a4'])).toEqual([]);
    await propose('a1', 'a2', -3);
    expect(await queueOf(['a1', 'a2'])).toEqual([]);
  });

  it('says nothing of what the machine thinks in blind mode', async () => {
    await state({ b1: ['Fan', 'B1'], b2: ['Gao', 'B2'] });
    await propose('b1', 'b2', -2);
    const [item] = await queueOf(['b1'], ', blind: true');
    expect(item).toMatchObject({ worth: null, bits: null, probability: null, match: null });
    expect(item.left.concat(item.right)).toHaveLength(2);
  });

  it('lets go of a proposal whose mention says something else, unless it is proposed again', async () => {
    await state({ c1: ['Hu', 'C1'], c2: ['Ji', 'C2'] });
    await propose('c1', 'c2', -2);
    await state({ c1: ['Hu Hu', 'C1'] });
    // What it was proposed for is no longer said.
    expect(await queueOf(['c1', 'c2'])).toEqual([]);
  });

  it('asks again about a judgement whose evidence has changed, until somebody stands by it', async () => {
    await state({ d1: ['Lu', 'D1'], d2: ['Ma', 'D2'] });
    const judged = await town.judge('d1', 'd2', 'SAME');
    await state({ d1: ['Lu Lu', 'D1'] });
    expect(await queueOf(['d1'])).toMatchObject([{ kind: 'OUTDATED', judgement: { id: judged.id } }]);
    expect(await town.judge('d1', 'd2', 'SAME')).toMatchObject({ id: judged.id });
    expect(await queueOf(['d1'])).toEqual([]);
    await state({ d2: ['Ma Ma', 'D2'] });
    expect(await queueOf(['d2'])).toHaveLength(1);
    await town.revoke(judged.id);
    expect(await queueOf(['d2'])).toEqual([]);
  });

  it('asks about a contradiction until it is none any more', async () => {
    await state({ e1: ['Ni', 'E1'], e2: ['Ou', 'E2'] });
    const same = await town.judge('e1', 'e2', 'SAME');
    const contested = await town.judge('e1', 'e2', 'DIFFERENT');
    expect(await queueOf(['e1'])).toMatchObject([{ kind: 'CONFLICT', judgement: { id: contested.id } }]);
    await town.revoke(same.id);
    await town.judge('e1', 'e2', 'DIFFERENT');
    expect(await queueOf(['e1'])).toEqual([]);
  });

  it('tells of a contested judgement what would change if it were obeyed, and changes nothing', async () => {
    await state({ k1: ['Yu', 'K1'], k2: ['Yuan', 'K2'], k3: ['Yue', 'K3'], k4: ['Yun', 'K4'] });
    const first = await town.judge('k1', 'k2', 'SAME');
    const second = await town.judge('k2', 'k3', 'SAME');
    const apart = await town.judge('k1', 'k3', 'DIFFERENT');
    const before = await town.partition();
    const [item] = await queueOf(['k1']);
    expect(item).toMatchObject({ kind: 'CONFLICT', judgement: { id: apart.id } });
    const { reviewItem } = await town.ask(
      `query ($id: ID!) { reviewItem(id: $id) { ifAccepted { state contradicts effect { split merged moved } moves { mention } } } }`,
      { id: item.id },
    );
    expect(reviewItem.ifAccepted).toMatchObject({
      state: 'CONTESTED',
      contradicts: [first.id, second.id].sort(),
      effect: { split: 1, merged: 0 },
    });
    expect(reviewItem.ifAccepted.effect.moved).toBeGreaterThan(0);
    expect(reviewItem.ifAccepted.moves.length).toBe(reviewItem.ifAccepted.effect.moved);
    expect(await town.partition()).toBe(before);
    // A SAME that is denied would join.
    await town.judge('k3', 'k4', 'DIFFERENT');
    const one = await town.judge('k1', 'k4', 'SAME');
    const items = await queueOf(['k4']);
    expect(items.find(({ judgement }) => judgement.id === one.id)).toMatchObject({
      ifAccepted: { state: 'CONTESTED', effect: { merged: 1 } },
    });
    expect(await town.partition()).toBe(before);
  });

  it('takes as the answer of an item only what is about it, by its mentions or their entities of today', async () => {
    await state({
      ...{ l1: ['An', 'L'], l2: ['An An', 'L'], l3: ['Bao', 'L3'] },
      ...{ l4: ['Chu', 'L4'], l5: ['Dai', 'L5'], l6: ['Er', 'L6'], l7: ['Fu', 'L7'] },
    });
    await propose('l1', 'l3', 20);
    const [item] = await queueOf(['l1']);
    const bureau = { user: 'b', role: 'bureau', department: null } as const;
    await take(50, bureau);
    const judge = `mutation ($a: ID!, $b: ID!, $v: Verdict!, $i: ID) { judge(a: $a, b: $b, verdict: $v, reason: "r", item: $i) { state } }`;
    const answer = (one: string, other: string, v = 'UNSURE', i = item.id) => ({
      ...{ a: town.mentionOf(one), b: town.mentionOf(other), v, i },
    });
    // Two that are strangers to it, one of them, and two of one side.
    for (const [one, other] of [
      ['l4', 'l5'],
      ['l1', 'l4'],
      ['l1', 'l2'],
    ] as const)
      expect(await town.refuse(judge, answer(one, other))).toEqual(['BAD_INPUT']);
    // What a side was merged with since belongs to it.
    await town.judge('l3', 'l6', 'SAME');
    expect(await town.ask(judge, answer('l6', 'l2'))).toEqual({ judge: { state: 'LIVE' } });
    // Of one group, any two of it.
    const left = ['l4', 'l5', 'l7'].map((no) => town.mentionOf(no) as MentionId);
    await town.graph.write((transaction) =>
      noteFindings(transaction, new Date().toISOString(), [
        { kind: 'BROKEN', reason: 'over-full', left, right: [], bits: null, judgement: null },
      ]),
    );
    const [group] = await queueOf(['l4']);
    await take(50, bureau, 'BROKEN');
    expect(await town.refuse(judge, answer('l4', 'l1', 'DIFFERENT', group.id))).toEqual(['BAD_INPUT']);
    expect(await town.ask(judge, answer('l7', 'l4', 'DIFFERENT', group.id))).toEqual({
      judge: { state: 'LIVE' },
    });
  });

  it('gives no item to two people at once, and takes no answer from who has it no longer', async () => {
    await state({ f1: ['Pan', 'F1'], f2: ['Qu', 'F2'], f3: ['Ren', 'F3'], f4: ['Su', 'F4'] });
    await propose('f1', 'f2', -2);
    await propose('f3', 'f4', -2);
    const bureau = { user: 'b', role: 'bureau', department: null } as const;
    // One each: whoever comes first with a larger count rightly leaves nothing to the other.
    const [mine, theirs] = await Promise.all([take(1), take(1, bureau)]);
    expect([mine.length, theirs.length]).toEqual([1, 1]);
    expect(mine[0].id).not.toBe(theirs[0].id);
    expect(await take(1)).toMatchObject([{ id: mine[0].id, leasedBy: 'a' }]);
    const { left, right, id } = mine[0];
    const judge = `mutation ($a: ID!, $b: ID!, $i: ID) { judge(a: $a, b: $b, verdict: DIFFERENT, reason: "r", item: $i) { state } }`;
    const answer = { a: left[0].id, b: right[0].id, i: id };
    expect(await town.refuse(judge, answer, bureau)).toEqual(['REVIEW_LEASE']);
    const { reconcile } = town.context.settings;
    Object.assign(reconcile, { leaseMinutes: -1 });
    await take(1);
    Object.assign(reconcile, { leaseMinutes: 15 });
    expect(await town.refuse(judge, answer, COLLEAGUE, town.matter)).toEqual(['REVIEW_LEASE']);
    await take(1);
    // The very same again, as after a reply that was lost, gives what stands; anything else finds the item done.
    for (const _ of [1, 2])
      expect(await town.ask(judge, answer, COLLEAGUE, town.matter)).toEqual({ judge: { state: 'LIVE' } });
    const unsure = judge.replace('DIFFERENT', 'UNSURE');
    expect(await town.refuse(unsure, answer, COLLEAGUE, town.matter)).toEqual(['REVIEW_LEASE']);
    const dismiss = `mutation ($i: ID!) { dismissReviewItem(id: $i, reason: "Not ours") { ${OVER} } }`;
    const over = { state: 'DISMISSED', endedBy: 'b', endReason: 'Not ours', endedAt: expect.any(String) };
    expect(await town.ask(dismiss, { i: theirs[0].id }, bureau)).toEqual({ dismissReviewItem: over });
    const read = `query ($i: ID!) { reviewItem(id: $i) { ${OVER} } }`;
    expect(await town.ask(read, { i: theirs[0].id })).toEqual({ reviewItem: over });
    const log = await town.graph.read(pageChain, { chain: 'decisions', after: 0n, limit: 10_000n });
    const entry = log.find(({ subjects }) => subjects?.includes(theirs[0].id));
    expect(entry).toMatchObject({ actor: 'b', scope: town.matter });
    expect(JSON.parse(entry?.body ?? '')).toMatchObject({
      ...{ step: 'dismissed-item', kind: 'PROPOSAL', reason: { digest: expect.any(String) } },
    });
    expect(await town.refuse(dismiss, { i: theirs[0].id }, bureau)).toEqual(['REVIEW_LEASE']);
  });

  it('comes in pages, each item once, those worth the same by their ids', async () => {
    const numbers = Array.from({ length: 10 }, (_, at) => `p${at}`);
    await state(Object.fromEntries(numbers.map((no, at) => [no, [`Po ${at}`, `P${at}`] as const])));
    for (const [at, no] of numbers.entries())
      if (at % 2 === 0) await propose(no, numbers[at + 1] ?? '', at < 6 ? -2 : -3);
    const read = async (first: number, after: string | null): Promise<Answer> => {
      const { reviewQueue } = await town.ask(
        `query ($d: [ID!], $first: Int, $after: String) {
          reviewQueue(where: { departments: $d }, first: $first, after: $after) { nodes { id worth } pageInfo { hasNextPage endCursor } } }`,
        { d: [town.residents.department.id], first, after },
      );
      return reviewQueue;
    };
    const { nodes: all } = await read(500, null);
    expect(all.length).toBeGreaterThanOrEqual(5);
    expect(new Set(all.map(({ worth }: Answer) => worth)).size).toBeLessThan(all.length);
    expect(await walkPages((after) => read(2, after))).toEqual(all);
  });

  it('shows an item only to who may see all that it asks about', async () => {
    await state({ g1: ['Tan', 'G1'], g2: ['Wan', 'G2'] });
    await propose('g1', 'g2', -2);
    expect(await queueOf(['g1'])).toHaveLength(1);
    const { reviewQueue } = await town.ask(
      '{ reviewQueue(first: 500) { nodes { id } } }',
      {},
      COLLEAGUE,
      null,
    );
    const [item] = await queueOf(['g1']);
    expect(reviewQueue.nodes.map(({ id }: Answer) => id)).not.toContain(item.id);
    const analyst = { user: 'a', role: 'analyst', department: null } as const;
    expect(await town.refuse('{ reviewQueue { nodes { id } } }', {}, analyst, town.matter)).toEqual([
      'FORBIDDEN',
    ]);
  });
});

describe('a run', () => {
  it('opens what it leaves to people and closes what it does not find again', async () => {
    await state({ h1: ['Xi', 'H1'], h2: ['Yi', 'H2'], h3: ['Zu', 'H3'], h4: ['Ao', 'H4'] });
    const pair = (one: string, other: string) => [one, other].map((no) => town.mentionOf(no) as MentionId);
    const found = { reason: 'weak-bridge', mentions: pair('h1', 'h2'), bits: -2.5 } as const;
    const decided = { reason: 'judged-different', mentions: pair('h3', 'h4'), bits: 3 } as const;
    const tooMany = {
      reason: 'over-full',
      mentions: ['h1', 'h3', 'h4'].flatMap((no) => town.mentionOf(no) as MentionId),
      bits: null,
    } as const;
    await reviewRun(town.context, 'Person', [found, decided, tooMany], new Date().toISOString());
    const items = await queueOf(['h1', 'h3']);
    expect(items.map(({ kind, reason }) => `${kind} ${reason}`).sort()).toEqual([
      'BROKEN over-full',
      'PROPOSAL weak-bridge',
    ]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await reviewRun(town.context, 'Person', [tooMany], new Date().toISOString());
    expect((await queueOf(['h1', 'h3'])).map(({ reason }) => reason)).toEqual(['over-full']);
  });
});
