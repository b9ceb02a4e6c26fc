import type { AreaEntry, AreaHistory } from '../../standardise/areas.ts';

/** What an area lies in, as of a year (its last one where none is given): by its code, as GB/T 2260 builds them. Pure. */
export function outerOf(history: AreaHistory, entry: AreaEntry, year?: number): AreaEntry | undefined {
  const { code, level, from, to } = entry;
  const at = Math.max(from, year ?? (to === null ? Number.MAX_SAFE_INTEGER : to - 1));
  const codes =
    level === 'county' ? [`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`] : [`${code.slice(0, 2)}0000`];
  return codes
    .filter((outer) => outer !== code)
    .map((outer) => history.find(outer, at))
    .find((outer) => outer !== undefined);
}

/** The areas within an area in a year, itself included. Pure. */
export function innerOf(history: AreaHistory, entry: AreaEntry, year: number): readonly AreaEntry[] {
  const { code, level } = entry;
  if (level === 'county') return [entry];
  const head = level === 'province' ? code.slice(0, 2) : code.slice(0, 4);
  return [
    entry,
    ...history.entries.filter(
      (one) =>
        one.code.startsWith(head) &&
        one.from <= year &&
        (one.to === null || year < one.to) &&
        isInner(one, entry),
    ),
  ];
}

function isInner(one: AreaEntry, outer: AreaEntry): boolean {
  return one.level !== outer.level && one.level !== 'province';
}
