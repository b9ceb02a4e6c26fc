import type { ExportHead } from './export-head.ts';
import type { ExportContent } from './list-items.ts';

/** An export as lines of JSON: the first one has the question, every other one an item. Pure. */
export function writeNdjson(head: ExportHead, { items, beside }: ExportContent): string {
  return [{ jingwei: { ...head, beside } }, ...items].map((line) => `${JSON.stringify(line)}\n`).join('');
}
