import type { DeliveryReport } from '../intake/delivery.ts';
import { countOf, formatCount, formatSeconds } from './words.ts';

/** What became of a delivery, in plain words. */
export function describeReport(report: DeliveryReport): readonly string[] {
  const { delivery, dataset, rows, accepted, unchanged, versions, quarantined, ended, seconds } = report;
  if (report.held) return describeHeld(report);
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

function describeHeld({
  delivery,
  dataset,
  rows,
  heldReasons,
  ...report
}: DeliveryReport): readonly string[] {
  const applied = report.accepted + report.unchanged + report.versions + report.quarantined;
  const reasons = heldReasons.map(({ text }) => `  because ${text}`);
  if (applied === 0) {
    return [
      `${dataset}: held, nothing of its ${countOf(rows, 'row')} was applied (${delivery})`,
      ...reasons,
      `→ jingwei release ${delivery}   applies it all the same`,
      `→ jingwei dismiss ${delivery}   turns it down`,
    ];
  }
  return [
    `${dataset}: held half way, ${formatCount(applied)} of its ${countOf(rows, 'row')} were applied (${delivery})`,
    ...reasons,
    `→ jingwei release ${delivery}   applies the rest`,
    `→ jingwei undo ${delivery}   takes back what was applied`,
  ];
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
