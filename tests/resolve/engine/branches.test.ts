import { expect, it } from 'vitest';
import { measureClusters } from '../../../src/evaluate/measures.ts';
import type { EngineMention } from '../../../src/resolve/engine/mention.ts';
import { resolveMentions } from '../../../src/resolve/engine/resolve-mentions.ts';
import { Workspace } from '../../../src/resolve/engine/sql/workspace.ts';
import { attribute } from './invented-people.ts';

const WORDS = '海天华宏金鑫盛远达泰瑞恒益信诚康利丰源兴';
const TRADES = ['科技', '贸易', '建筑工程', '物流', '餐饮管理', '电子', '化工'];
const ROADS = ['和平街', '文化路', '新华路', '解放大道', '建设路'];
const BRANCHES = ['第一分公司', '东区分公司', '人民路店'];

/** Companies that never were; every third has branches in houses of their own, under its representative. Truth by place. */
function inventCompanies(count: number): {
  readonly mentions: readonly EngineMention[];
  readonly truth: readonly string[];
} {
  const mentions: EngineMention[] = [];
  const truth: string[] = [];
  const at = (from: string, place: number): string => from.charAt(place % from.length);
  const state = (thing: string, names: readonly string[], number: number, representative: string): void => {
    const address = `临江市${ROADS[number % 5]}${1 + ((number * 37) % 400)}号`;
    const phone = `028-${20_000_000 + number * 7919}`;
    names.forEach((name, copy) => {
      const attributes = [
        attribute('name', 'organization-name', name),
        attribute('representative', 'person-name', representative),
        (number + copy) % 5 === 4 ? null : attribute('address', 'address', address),
        (number + copy) % 3 === 2 ? null : attribute('phone', 'phone', phone),
      ].filter((one) => one !== null);
      const id = `m${String(mentions.length).padStart(5, '0')}`;
      mentions.push({ id, kind: 'Organization', type: '', source: `d${copy}`, attributes });
      truth.push(thing);
    });
  };
  for (let one = 0; one < count; one++) {
    const core = `${at(WORDS, one)}${at(WORDS, Math.floor(one / 20) + one * 3)}${at(WORDS, one * 7 + Math.floor(one / 10))}`;
    const trade = TRADES[one % TRADES.length] ?? '';
    const full = `临江市${core}${trade}有限公司`;
    const representative = `${at('王李张刘陈', one)}${at(WORDS, one * 11)}${at(WORDS, one * 13 + 2)}`;
    state(`${one}`, [full, `${core}${trade}有限公司`, full].slice(0, 1 + (one % 3)), one * 5, representative);
    if (one % 3 !== 0) continue;
    BRANCHES.slice(0, 1 + (one % 2) * 2).forEach((branch, place) => {
      state(
        `${one}-${place}`,
        [`${full}${branch}`, `${core}${trade}${branch}`],
        one * 5 + place + 1,
        representative,
      );
    });
  }
  return { mentions, truth };
}

it('branches with a house and a telephone of their own are no part of their company', async () => {
  const { mentions, truth } = inventCompanies(240);
  const workspace = await Workspace.open();
  const { clusters } = await resolveMentions(workspace, mentions).finally(() => workspace.close());
  const { precision, recall } = measureClusters([...clusters], truth);
  expect(precision).toBeGreaterThan(0.97);
  expect(recall).toBeGreaterThan(0.9);
});
