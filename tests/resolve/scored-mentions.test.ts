import { describe, expect, it } from 'vitest';
import { mentionId, recordId } from '../../src/ids.ts';
import type { MentionState } from '../../src/intake/batch-change.ts';
import { findCommonAtoms } from '../../src/resolve/engine/candidates/index-keys.ts';
import { NO_CONSTRAINTS } from '../../src/resolve/engine/clustering/constraints.ts';
import { foldAlike } from '../../src/resolve/engine/fold.ts';
import { resolveMentions } from '../../src/resolve/engine/resolve-mentions.ts';
import { Workspace } from '../../src/resolve/engine/sql/workspace.ts';
import { train } from '../../src/resolve/engine/training/train.ts';
import { toIdentityMention } from '../../src/resolve/identity-claim.ts';
import { isTied } from '../../src/resolve/matching/find-tie.ts';
import { toEngineMention } from '../../src/resolve/matching/resolvable.ts';
import { ScoredMentions } from '../../src/resolve/matching/scored-mentions.ts';
import { FAR_FUTURE, FAR_PAST } from '../../src/standardise/value.ts';

const TRADES = ['电子', '化工', '物流', '餐饮', '建材', '纺织', '医药', '印刷'];
const WORDS = ['融田', '识昌', '荣恒', '海屏', '南光', '青木', '盛和', '东来', '百川', '长风'];

/** What records say of invented companies: of each an entry in a register, and the employees who name it as their employer. */
function inventCompanies(employees: (company: number) => number): readonly MentionState[] {
  const states: MentionState[] = [];
  const state = (dataset: string, said: Readonly<Record<string, string>>): void => {
    const record = recordId(dataset, String(states.length));
    states.push({
      id: mentionId(record, 'company', ''),
      ...{ record, dataset, role: 'company', kind: 'Organization', type: '', namesake: false },
      attributes: Object.entries(said).map(([name, value]) => ({
        ...{ name, value, original: value },
        kind: name === 'phone' ? 'phone' : 'organization-name',
      })),
      ...{ validFrom: FAR_PAST, validTo: FAR_FUTURE },
    });
  };
  for (let company = 0; company < 60; company++) {
    const name = `澜州市${WORDS[company % 10]}${TRADES[company % 8]}有限公司`;
    const phone = `+8613497${100_000 + company * 7}`;
    state('test/register', { name, phone });
    state('test/permits', { name: name.replace('有限公司', ''), phone });
    for (let employee = 0; employee < employees(company); employee++) state('test/insured', { name });
  }
  return states.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

it('a mention that fits two about as well is tied, and is not where the other is gone', async () => {
  const states = inventCompanies((company) => company % 7);
  const [workspace, mentions] = [
    await Workspace.open(),
    states.map((state) => toIdentityMention(state, null)),
  ];
  try {
    const { distinct } = foldAlike(states.map((state) => toEngineMention(state)));
    const learned = await train(workspace, distinct);
    // Of one that expects more matches a name alone is enough.
    const model = { ...learned, startBits: learned.startBits + 6 };
    const common = findCommonAtoms(model.comparisons, distinct);
    const stored = { id: 'ties', kind: 'Organization', model, common } as const;
    // Two companies of the register bear one name, and differ by their telephone.
    const named = mentions.filter(({ state }) => state.attributes[0]?.value === '澜州市识昌化工有限公司');
    const employer = named.find(({ state }) => state.dataset === 'test/insured');
    const [one, other] = named.filter(({ state }) => state.dataset === 'test/register');
    if (employer === undefined || one === undefined || other === undefined) throw new Error('Not invented');
    expect(await isTied(stored, new Map(), [employer, one, other], [employer, one])).toBe(true);
    expect(await isTied(stored, new Map(), [employer, one], [employer, one])).toBe(false);
    // One that goes with a third is not tied: the next run has it so.
    const phoneOf = ({ state }: typeof one): string =>
      state.attributes.find(({ name }) => name === 'phone')?.value ?? '';
    const permit = mentions.find((mention) => mention.id !== one.id && phoneOf(mention) === phoneOf(one));
    if (permit === undefined) throw new Error('Not invented');
    expect(await isTied(stored, new Map(), [one, permit, other], [one, other])).toBe(false);
    expect(await isTied(stored, new Map(), [one, other], [one, other])).toBe(true);
  } finally {
    workspace.close();
  }
});

describe('mentions that are clustered as they come in', () => {
  it('are clustered as a run would, however many say the very same', async () => {
    const states = inventCompanies((company) => (company === 0 ? 120 : company % 7));
    const mentions = states.map((state) => toIdentityMention(state, null));
    const engine = states.map((state) => toEngineMention(state));
    const workspace = await Workspace.open();
    try {
      const { distinct } = foldAlike(engine);
      const model = await train(workspace, distinct);
      const common = findCommonAtoms(model.comparisons, distinct);
      const run = await resolveMentions(workspace, engine, { model });
      const scored = new ScoredMentions({ id: 'test', kind: 'Organization', model, common });
      for (const mention of mentions) scored.add(mention);
      await scored.score(mentions.map(({ id }) => id));
      const arrived = await scored.cluster(mentions, NO_CONSTRAINTS);
      const largest = states.filter(({ attributes }) => attributes[0]?.value === '澜州市融田电子有限公司');
      expect(largest.length).toBeGreaterThan(100);
      expect([...arrived.clusters]).toEqual([...run.clusters]);
      const again = await scored.cluster(mentions, NO_CONSTRAINTS);
      expect(again.weights.left).toHaveLength(arrived.weights.left.length);
      expect([...again.clusters]).toEqual([...arrived.clusters]);
    } finally {
      workspace.close();
    }
  });
});
