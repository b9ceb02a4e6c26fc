import { dialect } from '../sql/dialect.ts';
import type { Atom, ColumnOf, ComparisonKind, Level } from './comparison.ts';

/** The part of a postcode that names its district: outward code of a British one, the leading digits of others. */
export function postcodeArea(value: string): string {
  if (/^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(value)) return value.slice(0, -3);
  return value.slice(0, Math.max(2, Math.ceil(value.length / 2)));
}

const POSTCODES = ['equal', 'one slip', 'same district', 'different', 'unknown'] as const;
const LOCALITIES = ['equal', 'alike', 'different', 'unknown'] as const;

/**
 * Postcode and locality as one comparison with joint levels: each follows from the other, so that counting both would
 * count one agreement twice.
 */
export const PLACE: ComparisonKind = {
  name: 'place',
  takes: ['postcode', 'locality'],
  perAttribute: false,
  features: {
    postcode: 'text',
    district: 'token',
    locality: 'text',
    postcodeBits: 'real',
    localityBits: 'real',
  },
  terms: [
    { feature: 'postcode', bits: 'postcodeBits' },
    { feature: 'locality', bits: 'localityBits' },
  ],
  read: (_, attributes) => {
    const postcode = attributes.find(({ kind }) => kind === 'postcode')?.value ?? null;
    const locality = attributes.find(({ kind }) => kind === 'locality')?.value ?? null;
    if (postcode === null && locality === null) return null;
    return { postcode, locality, district: postcode === null ? null : postcodeArea(postcode) };
  },
  comparable: (column) =>
    `coalesce(${column('l', 'postcode')} IS NOT NULL AND ${column('r', 'postcode')} IS NOT NULL OR ${column('l', 'locality')} IS NOT NULL AND ${column('r', 'locality')} IS NOT NULL, false)`,
  measures: [
    { name: 'postcode', type: 'integer', sql: comparePostcodes },
    { name: 'locality', type: 'integer', sql: compareLocalities },
  ],
  levels: buildLevels(),
  relatives: 'shared',
  shared: (column, m) =>
    `CASE WHEN ${m('postcode')} = 0 THEN ${column('l', 'postcodeBits')} WHEN ${m('locality')} = 0 THEN ${column('l', 'localityBits')} ELSE 0 END`,
  atoms: ({ postcode, district, locality }): readonly Atom[] => [
    ...(typeof postcode === 'string' ? [{ family: 'postcode', text: `z:${postcode}` }] : []),
    ...(typeof district === 'string' ? [{ family: 'postcode', text: `za:${district}` }] : []),
    ...(typeof locality === 'string' ? [{ family: 'locality', text: `lo:${locality}` }] : []),
  ],
};

function comparePostcodes(column: ColumnOf): string {
  const [l, r] = [column('l', 'postcode'), column('r', 'postcode')];
  return `CASE WHEN ${l} IS NULL OR ${r} IS NULL THEN 4 WHEN ${l} = ${r} THEN 0 WHEN ${dialect.hamming(l, r)} = 1 THEN 1 WHEN ${column('l', 'district')} = ${column('r', 'district')} THEN 2 ELSE 3 END`;
}

function compareLocalities(column: ColumnOf): string {
  const [l, r] = [column('l', 'locality'), column('r', 'locality')];
  return `CASE WHEN ${l} IS NULL OR ${r} IS NULL THEN 3 WHEN ${l} = ${r} THEN 0 WHEN jaro_winkler_similarity(${l}, ${r}) >= 0.88 THEN 1 ELSE 2 END`;
}

function buildLevels(): readonly Level[] {
  return POSTCODES.flatMap((postcode, p) =>
    LOCALITIES.map(
      (locality, l): Level => ({
        label: `postcode ${postcode}, locality ${locality}`,
        when: (m) => `${m('postcode')} = ${p} AND ${m('locality')} = ${l}`,
        ...(p === 0 && l === 0 ? { whole: true as const } : {}),
      }),
    ),
  );
}
