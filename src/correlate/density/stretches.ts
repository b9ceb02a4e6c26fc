/** A stretch of local time. Weeks begin on Monday (ISO 8601). */
export type Stretch = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'YEAR';

/** Beginnings of all stretches from one to another, both included, in local time without a zone: `2024-02-29T00:00`. Pure. */
export function listStretches(begin: string, end: string, by: Stretch): readonly string[] {
  const listed: string[] = [];
  const last = readLocal(end);
  for (let at = readLocal(begin); at <= last; at = next(at, by)) listed.push(writeLocal(at));
  return listed;
}

/** Local time is reckoned as if it were UTC: no hour is skipped or repeated. */
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
