import { JingweiError } from '../errors.ts';
import type { SourceRow } from '../intake/mapped.ts';
import { DEFAULT_READ_LIMITS } from '../intake/readers/limits.ts';
import { readRows } from '../intake/readers/read-rows.ts';
import { csvLine, OutputFile } from '../output-file.ts';
import { judgeMany, type Outcome } from './judge-many.ts';
import { LABEL_COLUMNS, readLabel } from './read-labels.ts';
import type { ReconcileContext } from './reconcile-context.ts';

export interface JudgeFileRequest {
  /** A CSV file in UTF-8. */
  readonly file: string;
  /** Where what became of each row is written. */
  readonly results: string;
  /** The reason of rows that give none. */
  readonly reason?: string | undefined;
  readonly onProgress: (rows: number) => void;
}

/** Rows of a labelled file by what became of them. */
export interface JudgeFileReport {
  readonly rows: number;
  readonly live: number;
  readonly waiting: number;
  readonly contested: number;
  readonly repeated: number;
  readonly refused: number;
}

const RESULT_COLUMNS = ['line', 'result', 'judgement', 'contradicts', 'code', 'message'];

/**
 * Takes the judgements of a labelled file in, row by row, with flat memory however long it is, and writes what became of
 * each. Cut short, it has taken in the rows so far; the same file again goes on. Throws FILE_FORMAT, FILE_UNREADABLE.
 */
export async function judgeFile(
  context: ReconcileContext,
  request: JudgeFileRequest,
): Promise<JudgeFileReport> {
  const counts = { rows: 0, live: 0, waiting: 0, contested: 0, repeated: 0, refused: 0 };
  const output = await OutputFile.open(request.results);
  try {
    output.line(csvLine(RESULT_COLUMNS));
    const format = { format: 'csv', encoding: 'UTF-8', columns: LABEL_COLUMNS } as const;
    for await (const rows of readRows(request.file, format, DEFAULT_READ_LIMITS)) {
      const inputs = rows.map((row) => readRow(row, request.reason));
      let place = 0;
      for await (const outcome of judgeMany(context, inputs)) {
        const result = resultOf(outcome);
        counts[result] += 1;
        output.line(csvLine(describe(rows[place]?.line ?? 0, result, outcome)));
        place += 1;
        if (output.isFull) await output.flush();
      }
      counts.rows += rows.length;
      request.onProgress(counts.rows);
    }
    await output.finish();
    return counts;
  } catch (error) {
    await output.discard();
    throw error;
  }
}

function readRow({ cells, fault }: SourceRow, reason: string | undefined): ReturnType<typeof readLabel> {
  if (fault !== undefined)
    return new JingweiError('BAD_INPUT', { reason: fault.reason, argument: fault.column ?? 'row' });
  const texts = Object.entries(cells).map(
    ([name, cell]) => [name, typeof cell === 'string' ? cell : ''] as const,
  );
  return readLabel(new Map(texts), reason);
}

function resultOf(outcome: Outcome): Exclude<keyof JudgeFileReport, 'rows'> {
  if (outcome.error !== null) return 'refused';
  if (outcome.repeated) return 'repeated';
  switch (outcome.state) {
    case 'LIVE':
      return 'live';
    case 'WAITING':
      return 'waiting';
    case 'CONTESTED':
      return 'contested';
    case 'REVOKED':
    case 'DECLINED':
      throw new Error('A judgement is not made to be over');
  }
}

function describe(line: number, result: string, outcome: Outcome): readonly string[] {
  const place = [String(line), result];
  return outcome.error === null
    ? [...place, outcome.id, outcome.contradicts.join(' '), '', '']
    : [...place, '', '', outcome.error.code, outcome.error.message];
}
