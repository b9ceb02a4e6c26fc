import { findScheme, isSound } from '../../../standardise/schemes.ts';
import { dialect } from '../sql/dialect.ts';
import type { ColumnOf, ComparisonKind } from './comparison.ts';
import { fillSlots, isAmong, slots, slotsOf } from './token-columns.ts';

const VALUES = 3;
const TEXTS = slots('v', VALUES);

/**
 * Numbers of one scheme. A check digit shows that a number is valid: one that is a slip away from a valid one is most
 * likely that one, while two valid ones are two things. What a mask leaves to see is compared.
 */
export const IDENTIFIER: ComparisonKind = {
  name: 'identifier',
  takes: ['identifier'],
  perAttribute: true,
  hidden: true,
  features: {
    ...Object.fromEntries(TEXTS.map((text) => [text, 'text' as const])),
    valid: 'integer',
    pattern: 'text',
    bits: 'real',
  },
  terms: [{ feature: 'v1', bits: 'bits' }],
  read(_, attributes) {
    const shown = attributes.filter(({ flags }) => flags?.includes('masked') !== true);
    const masked = attributes.find(({ flags }) => flags?.includes('masked') === true);
    const values = [...new Set(shown.map(({ value }) => value))].slice(0, VALUES);
    const pattern = values.length > 0 || masked === undefined ? null : patternOf(masked.value);
    if (values.length === 0 && pattern === null) return null;
    const checked = attributes.some(
      ({ scheme }) => scheme !== undefined && findScheme(scheme)?.checked === true,
    );
    const sound = shown.some(({ flags }) => isSound(flags));
    return { ...fillSlots('v', VALUES, values), pattern, valid: checked && sound ? 1 : 0 };
  },
  comparable: (column) =>
    `(${column('l', 'v1')} IS NOT NULL OR ${column('l', 'pattern')} IS NOT NULL) AND (${column('r', 'v1')} IS NOT NULL OR ${column('r', 'pattern')} IS NOT NULL)`,
  measures: [
    { name: 'equal', type: 'integer', sql: countEqual },
    { name: 'hidden', type: 'integer', sql: compareHidden },
    {
      name: 'edits',
      type: 'integer',
      sql: (column, m) => {
        const [l, r] = [column('l', 'v1'), column('r', 'v1')];
        // Edits are dear, and two valid numbers are not each other's slip.
        const needless = `${m('equal')} > 0 OR ${column('l', 'valid')} + ${column('r', 'valid')} = 2 OR ${l} IS NULL OR ${r} IS NULL OR abs(${dialect.length(l)} - ${dialect.length(r)}) > 1`;
        return `CASE WHEN ${needless} THEN 99 ELSE ${dialect.damerau(l, r)} END`;
      },
    },
    {
      name: 'valid',
      type: 'integer',
      sql: (column) => `${column('l', 'valid')} + ${column('r', 'valid')}`,
    },
  ],
  levels: [
    { label: 'equal', when: (m) => `${m('equal')} > 0`, whole: true, twins: 'kin' },
    { label: 'hidden part agrees', when: (m) => `${m('hidden')} = 1`, twins: 'kin' },
    { label: 'hidden part differs', when: (m) => `${m('hidden')} = 2` },
    { label: 'one slip', when: (m) => `${m('edits')} = 1`, twins: 'kin' },
    { label: 'two slips', when: (m) => `${m('edits')} = 2`, twins: 'kin' },
    { label: 'different, both valid', when: (m) => `${m('valid')} = 2` },
    { label: 'different', when: () => 'true' },
  ],
  shared: (column, m) => `CASE WHEN ${m('equal')} > 0 THEN ${column('l', 'bits')} ELSE 0 END`,
  atoms: (row) => [
    ...TEXTS.flatMap((text) => {
      const value = row[text];
      if (typeof value !== 'string') return [];
      const head = value.length >= 10 ? [{ family: 'identifier', text: `ih:${value.slice(0, -6)}` }] : [];
      return [{ family: 'identifier', text: `i:${value}` }, ...head, ...endsOf(value)];
    }),
    ...(typeof row.pattern === 'string' ? endsOf(row.pattern) : []),
  ],
};

const HIDDEN = /[*○〇●]+|(?<=\d)X{3,}(?=[\dX])/gu;

function patternOf(value: string): string | null {
  const seen = value.replace(HIDDEN, '').length;
  return seen < 4 ? null : value.replaceAll(HIDDEN, '%');
}

/** What masks leave: the first six and the last four. */
function endsOf(value: string): readonly { readonly family: string; readonly text: string }[] {
  if (value.length < 9) return [];
  return [{ family: 'identifier', text: `ie:${value.slice(0, 6)}…${value.slice(-4)}` }];
}

function countEqual(column: ColumnOf): string {
  return TEXTS.map((text) => dialect.integer(isAmong(column('l', text), slotsOf(column, 'r', TEXTS)))).join(
    ' + ',
  );
}

/** 0: nothing is hidden, 1: what is not hidden agrees, 2: it differs. */
function compareHidden(column: ColumnOf): string {
  const [l, r] = [column('l', 'pattern'), column('r', 'pattern')];
  const agrees = `coalesce(${column('r', 'v1')} LIKE ${l}, ${column('l', 'v1')} LIKE ${r}, ${l} = ${r}, false)`;
  return `CASE WHEN ${l} IS NULL AND ${r} IS NULL THEN 0 WHEN ${agrees} THEN 1 ELSE 2 END`;
}
