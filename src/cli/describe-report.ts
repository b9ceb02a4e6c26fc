import type { DeliveryReport } from '../intake/delivery.ts';
import { countOf, formatCount, formatSeconds } from './words.ts';

/** What became of a delivery, in plain words. */
export function describeReport(report: DeliveryReport): readonly string[] {
  const { delivery, dataset, rows, accepted, unchanged, versions, quarantined, ended, seconds } = report;
  if (report.held) {
    return [
      `${dataset}: held, nothing of its ${countOf(rows, 'row')} was applied (${delivery})`,
      ...report.heldReasons.map(({ text }) => `  because ${text}`),
      `→ jingwei release ${delivery}   applies it all the same`,
      `→ jingwei dismiss ${delivery}   turns it down`,
    ];
  }
  const counts = [
    `${formatCount(accepted)} accepted`,
    `${formatCount(unchanged)} unchanged`,
    `${formatCount(versions)} as a new version`,
    `${formatCount(quarantined)} quarantined`,
  ];
  const ending = ended === 0 ? '' : `; ${countOf(ended, 'record')} ended`;
  const text = `${dataset}: ${countOf(rows, 'row')}: ${counts.join(', ')}${ending} (${formatSeconds(seconds)}, ${delivery})`;
  return [text, ...report.notes.map((note) => `  note: ${note}`)];
}

/** The one line that a program reads: its keys stay as they are. */
export function toJsonLine(report: DeliveryReport): string {
  const { delivery, dataset, rows, accepted, unchanged, versions, quarantined, ended, held, seconds } =
    report;
  return JSON.stringify({
    delivery,
    dataset,
    rows,
    accepted,
    unchanged,
    versions,
    quarantined,
    ended,
    held,
    seconds,
  });
}
