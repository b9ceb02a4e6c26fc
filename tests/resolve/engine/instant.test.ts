import { describe, expect, it } from 'vitest';
import type { StoredAttribute } from '../../../src/intake/stored-attribute.ts';
import { foldAlike } from '../../../src/resolve/engine/fold.ts';
import type { EngineMention } from '../../../src/resolve/engine/mention.ts';
import { resolveMentions } from '../../../src/resolve/engine/resolve-mentions.ts';
import { PairScorer } from '../../../src/resolve/engine/scoring/pair-scorer.ts';
import { Workspace } from '../../../src/resolve/engine/sql/workspace.ts';
import { standardise } from '../../../src/standardise/standardise.ts';
import type { StandardiseOptions } from '../../../src/standardise/value.ts';
import { CHINA, TAIWAN } from '../../standardise/options.ts';
import { attribute, person } from './invented-people.ts';
import { levelBetween } from './level-of.ts';

const UTC: StandardiseOptions = { ...CHINA, timeZone: 'Etc/UTC' };

describe('two instants', () => {
  it.each([
    ['2024-02-19 08:26:10', '2024-02-19 08:26:40', 'equal'],
    ['2024-02-19 08:26:00', '2024-02-19 08:24:00', 'within 5 minutes'],
    ['2024-02-19 10:00:00', '2024-02-19 10:04:00', 'within 5 minutes'],
    ['2024-02-19T05:33:00+00:00', '2024-02-19T05:36:00+00:00', 'within 5 minutes'],
    ['2024-02-19T13:33:00+08:00', '2024-02-19T05:33:00Z', 'equal'],
    ['2024-02-19 23:58:00', '2024-02-20 00:09:00', 'within 15 minutes'],
    ['2024-02-19 08:26:00', '2024-02-19', 'equal as far as both say'],
    ['2024-02-19 08:26:00', '2024-02-19 00:00:00', 'equal as far as both say'],
    ['2024-02-19 08:26:00', '2024-02-19T00:00:00+00:00', 'equal as far as both say'],
    ['2024-02-19 08:26:00', '20240219T000000', 'equal as far as both say'],
    ['2024-02-19 08:26:00', '2024-02', 'equal as far as both say'],
    ['2024-02-19 08:26:00', '2024-05-19 08:30:00', 'a slip in the day'],
    ['2024-02-09 08:26:00', '2024-09-02 08:26:00', 'a slip in the day'],
    ['2024-02-19 08:26:00', '2024-02-19 20:26:00', 'within a day'],
    ['2024-02-19 10:00:00', '2024-02-19 20:26:00', 'within a day'],
    ['2024-02-19 08:26:00', '2024-02-23 11:26:00', 'within a week'],
    ['2024-02-19 08:26:00', '2024-05-10 23:31:00', 'weeks apart, two events'],
    ['2024-02-19 08:26:00', '2024-04', 'weeks apart, two events'],
    ['2024-02-19 08:26:00', '8888-08-08 08:08:08', 'weeks apart, two events'],
    ['8888-08-08 08:08:08', '8888-08-08 08:10:08', 'within 5 minutes'],
  ])('of events, %s and %s: %s', async (one, other, label) => {
    expect(await levelOf('Event', one, other)).toBe(label);
  });

  it.each([
    ['114/01/01 14:30', '114/01/01 14:33', 'within 5 minutes'],
    ['11401011430', '114/01/01 20:00', 'within a day'],
    ['11401011430', '114/01/01', 'equal as far as both say'],
    ['990304', '099/03/28 12:00', 'weeks apart, two events'],
    ['2024/03/04 06:00', '2024/04/03 06:00', 'a slip in the day'],
    ['2024/03/04 06:00', '2024/04/03 16:00', 'weeks apart, two events'],
  ])('of events in Taiwan, %s and %s: %s', async (one, other, label) => {
    expect(await levelOf('Event', one, other, TAIWAN)).toBe(label);
  });

  it('of which one is not kept as it is written may be at any time of its day', async () => {
    const [one, other] = [instant('2024-02-19 08:26:00'), instant('2024-02-19 14:30:00')];
    const rewritten = { ...other, original: 'half past two' };
    expect(await levelBetween('instant', 'Event', [one], [rewritten])).toBe('equal as far as both say');
  });

  it('of which one cannot be read are not compared', async () => {
    const [one, other] = [instant('2024-02-19 08:26:00'), instant('02/19/2024 08:26')];
    expect(await levelBetween('instant', 'Event', [one], [other])).toBeUndefined();
  });

  it('of things, which may have been inspected twice, weeks apart are no two things', async () => {
    expect(await levelOf('Thing', '2024-02-19 08:26:00', '2024-05-10 23:31:00')).toBe('within a year');
  });
});

describe('events that say nothing but when they were', () => {
  it('are folded where they say it as exactly', () => {
    const texts = ['2024-02', '2024-02-01', '2024-02-01 00:00:00', '2024-02-01T00', '2024-02'];
    const { distinct, spokesman } = foldAlike(texts.map((text, at) => event(`m${at}`, text)));
    expect(distinct.map(({ id }) => id)).toEqual(['m0', 'm1', 'm3']);
    expect([...spokesman]).toEqual([0, 1, 1, 2, 0]);
  });
});

describe('an event in the far future', () => {
  it.each(['8888-08-08 08:08:08', '6500-01-01 08:30:10'])('(%s) is resolved with all others', async (far) => {
    const days = Array.from({ length: 28 }, (_, day) => `2024-02-${String(day + 1).padStart(2, '0')}`);
    const described = [...days.map((day) => `${day} 08:26:00`), far].flatMap((text, at) => [
      event(`m${at}a`, text, `road ${at}`),
      event(`m${at}b`, text, `road ${at}`, 'b'),
    ]);
    const workspace = await Workspace.open();
    try {
      const { model, clusters } = await resolveMentions(workspace, described);
      expect(clusters).toHaveLength(described.length);
      const scorer = new PairScorer(model);
      const last = described.length - 1;
      const [own = 0, others = 0] = await scorer.score(described, [
        [last - 1, last],
        [0, last],
      ]);
      scorer.close();
      expect(own).toBeGreaterThan(others);
    } finally {
      workspace.close();
    }
  });
});

function event(id: string, text: string, road?: string, source = 'a'): EngineMention {
  const where = road === undefined ? [] : [attribute('at', 'address', road)];
  return { ...person(id, [instant(text), ...where], source), kind: 'Event' };
}

function levelOf(
  kind: 'Event' | 'Thing',
  one: string,
  other: string,
  options = UTC,
): Promise<string | undefined> {
  return levelBetween('instant', kind, [instant(one, options)], [instant(other, options)]);
}

function instant(text: string, options = UTC): StoredAttribute {
  const { value, flags } = standardise('instant', text, options) ?? { value: text, flags: [] };
  return { name: 'when', kind: 'instant', value, original: text, ...(flags.length === 0 ? {} : { flags }) };
}
