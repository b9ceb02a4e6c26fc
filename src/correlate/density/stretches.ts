/** A stretch of local time. Weeks begin on Monday (ISO 8601). */
export type Stretch = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'YEAR';

/** Lists the beginnings of all stretches from one to another, both included, in local time without a zone: `2024-02-29T00:00`. */
type ListStretches = (begin: string, end: string, by: Stretch) => readonly string[];

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * Stretches of the local time of a zone. An hour or a day that the zone skips whole is none of them; what is left of one is there. An hour that
 * comes twice, where clocks are put back, is one, for it is called the same.
 */
export function stretchesOf(zone: string): ListStretches {
  const offsetAt = offsetsOf(zone);
  const isSkipped = (at: number): boolean => {
    const [before, after] = [offsetAt(at - DAY), offsetAt(at + DAY)];
    return before < after && ![before, after].some((offset) => offsetAt(at - offset) === offset);
  };
  return (begin, end, by) => {
    const listed: string[] = [];
    const last = readLocal(end);
    for (let at = readLocal(begin); at <= last; at = next(at, by))
      if (!isSkipped(at) || !isSkipped(next(at, by) - MINUTE)) listed.push(writeLocal(at));
    return listed;
  };
}

/** How far local time is ahead of UTC at a moment, in milliseconds; each moment is reckoned once. */
function offsetsOf(zone: string): (at: number) => number {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const known = new Map<number, number>();
  return (at) => {
    const offset = known.get(at) ?? Date.parse(`${local.format(at).replace(' ', 'T')}Z`) - at;
    known.set(at, offset);
    return offset;
  };
}

/** Local time is reckoned as if it were UTC. */
function readLocal(text: string): number {
  return Date.parse(`${text.slice(0, 16)}Z`);
}

function writeLocal(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}

function next(at: number, by: Stretch): number {
  const date = new Date(at);
  switch (by) {
    case 'HOUR':
      return date.setUTCHours(date.getUTCHours() + 1);
    case 'DAY':
      return date.setUTCDate(date.getUTCDate() + 1);
    case 'WEEK':
      return date.setUTCDate(date.getUTCDate() + 7);
    case 'MONTH':
      return date.setUTCMonth(date.getUTCMonth() + 1);
    case 'YEAR':
      return date.setUTCFullYear(date.getUTCFullYear() + 1);
  }
}
