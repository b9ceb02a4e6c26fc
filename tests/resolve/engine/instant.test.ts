import { describe, expect, it } from 'vitest';
import { attribute } from './invented-people.ts';
import { levelBetween } from './level-of.ts';

describe('two instants', () => {
  it.each([
    ['2024-02-19 08:26:10', '2024-02-19 08:26:40', 'equal'],
    ['2024-02-19 08:26:00', '2024-02-19 08:24:00', 'within 5 minutes'],
    ['2024-02-19 23:58:00', '2024-02-20 00:09:00', 'within 15 minutes'],
    ['2024-02-19 08:26:00', '2024-02-19', 'equal as far as both say'],
    ['2024-02-19 08:26:00', '2024-02-19 00:00:00', 'equal as far as both say'],
    ['2024-02-19 08:26:00', '2024-02', 'equal as far as both say'],
    ['2024-02-19 08:26:00', '2024-05-19 08:30:00', 'a slip in the day'],
    ['2024-02-09 08:26:00', '2024-09-02 08:26:00', 'a slip in the day'],
    ['2024-02-19 08:26:00', '2024-02-19 20:26:00', 'within a day'],
    ['2024-02-19 08:26:00', '2024-02-23 11:26:00', 'within a week'],
    ['2024-02-19 08:26:00', '2024-05-10 23:31:00', 'weeks apart, two events'],
    ['2024-02-19 08:26:00', '2024-04', 'weeks apart, two events'],
  ])('of events, %s and %s: %s', async (one, other, label) => {
    expect(await levelOf('Event', one, other)).toBe(label);
  });

  it('of things, which may have been inspected twice, weeks apart are no two things', async () => {
    expect(await levelOf('Thing', '2024-02-19 08:26:00', '2024-05-10 23:31:00')).toBe('within a year');
  });
});

function levelOf(kind: 'Event' | 'Thing', one: string, other: string): Promise<string | undefined> {
  return levelBetween(
    'instant',
    kind,
    [attribute('at', 'instant', one)],
    [attribute('at', 'instant', other)],
  );
}
