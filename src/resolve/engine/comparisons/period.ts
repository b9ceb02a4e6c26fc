import type { StoredAttribute } from '../../../intake/stored-attribute.ts';
import { FAR_FUTURE, FAR_PAST } from '../../../standardise/value.ts';
import type { EngineMention } from '../mention.ts';
import type { ColumnOf } from './comparison.ts';

const DAY = 86_400_000;

/** When a value held, in days since 1970, null where nobody says: its own period, else its mention's. */
export function readPeriod(
  mention: EngineMention,
  attribute: StoredAttribute,
): { readonly from: number | null; readonly to: number | null } {
  const own = attribute.from !== undefined || attribute.to !== undefined;
  const [from, to] = own ? [attribute.from, attribute.to] : [mention.validFrom, mention.validTo];
  return { from: dayOf(from, FAR_PAST), to: dayOf(to, FAR_FUTURE) };
}

function dayOf(instant: string | undefined, open: string): number | null {
  if (instant === undefined || instant === open) return null;
  return Math.floor(Date.parse(instant) / DAY);
}

/** In SQL 0 where two values of the pair held at one time for sure, 1 where they did not or nobody knows. */
export function separate(column: ColumnOf, count: number): string {
  const places = Array.from({ length: count }, (_, at) => at + 1);
  const overlaps = places.flatMap((l) =>
    places.map((r) => {
      const [fromL, toL] = [column('l', `from${l}`), column('l', `to${l}`)];
      const [fromR, toR] = [column('r', `from${r}`), column('r', `to${r}`)];
      return `coalesce(${fromL} < coalesce(${toR}, 99999) AND ${fromR} < coalesce(${toL}, 99999), false)`;
    }),
  );
  return `CASE WHEN ${overlaps.join(' OR ')} THEN 0 ELSE 1 END`;
}
