import { JingweiError } from '../errors.ts';
import { mentionId, recordId } from '../ids.ts';
import type { PairInput } from './judge.ts';
import { VERDICTS, type Verdict } from './judgement.ts';

/** One row of a labelled file: cells by the name of their column. */
export type LabelledRow = ReadonlyMap<string, string>;

/** Columns that a labelled file has to have; a column `reason` may be missing if a reason is given for all. */
export const LABEL_COLUMNS = ['a', 'b', 'verdict'] as const;

/** Reads what a row judges, or says why it cannot be read. */
export function readLabel(row: LabelledRow, reasonOfAll: string | undefined): PairInput | JingweiError {
  const [a, b] = [readMention(row.get('a')), readMention(row.get('b'))];
  if (a === null) return bad('a', 'is neither a mention id nor dataset|record key|role');
  if (b === null) return bad('b', 'is neither a mention id nor dataset|record key|role');
  const verdict = readVerdict(row.get('verdict'));
  if (verdict === undefined) return bad('verdict', `is none of ${VERDICTS.join(', ')}`);
  const reason = row.get('reason')?.trim() || reasonOfAll;
  if (reason === undefined) return bad('reason', 'is empty');
  return { a, b, verdict, reason };
}

function readMention(cell: string | undefined): string | null {
  const text = cell?.trim() ?? '';
  if (/^m_[\w-]{22}$/.test(text)) return text;
  const [dataset = '', key = '', role = '', item = '', ...more] = text.split('|');
  if (dataset === '' || key === '' || role === '' || more.length > 0) return null;
  return mentionId(recordId(dataset, key), role, item);
}

function readVerdict(cell: string | undefined): Verdict | undefined {
  const word = cell?.trim().toUpperCase();
  return VERDICTS.find((verdict) => verdict === word);
}

function bad(argument: string, reason: string): JingweiError {
  return new JingweiError('BAD_INPUT', { reason: `${argument} ${reason}`, argument });
}
