import type { EntryDraft } from '../../chain/entry.ts';
import { JingweiError } from '../../errors.ts';
import { readCorrection } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import type { SourceRow } from '../../intake/mapped.ts';
import { DEFAULT_READ_LIMITS } from '../../intake/readers/limits.ts';
import { readRows } from '../../intake/readers/read-rows.ts';
import { csvLine, OutputFile } from '../../output-file.ts';
import { withDecisionLog } from '../decision-log.ts';
import type { ReconcileContext } from '../reconcile-context.ts';
import { answerCorrection } from './answer.ts';
import { readNumber, readSheetRow, SHEET_COLUMNS, type SheetRow, sealOf } from './sheet.ts';

export interface AnswerSheetRequest {
  /** An XLSX workbook; its first sheet is read. */
  readonly file: string;
  /** Where what became of each row is written. */
  readonly results: string;
  /** Whose answers these are: rows of other departments are refused. */
  readonly department: string;
  readonly onProgress: (rows: number) => void;
}

/** Rows of a sheet by what became of them. */
export interface AnswerSheetReport {
  readonly rows: number;
  readonly answered: number;
  /** The very same answer stood already. */
  readonly repeated: number;
  /** Left open. */
  readonly open: number;
  readonly refused: number;
}

type Result = Exclude<keyof AnswerSheetReport, 'rows'>;

interface RowResult {
  readonly result: Result;
  readonly correction: string;
  readonly error: JingweiError | null;
}

const RESULT_COLUMNS = ['row', 'result', 'correction', 'code', 'message'];
const SHEET = { format: 'xlsx', encoding: 'UTF-8', columns: SHEET_COLUMNS, refuseFormulas: true } as const;
/** Rows in one transaction: enough to share its price, few enough that others get their turn. */
const AT_ONCE = 50;

/**
 * Takes the answers of a sheet in, row by row, each by itself, and writes what became of each. A row that never went out, was
 * changed beyond its answer, holds a formula or says something impossible is refused and keeps no other out; the same sheet
 * again changes nothing. Throws FILE_FORMAT, FILE_UNREADABLE.
 */
export async function answerSheet(
  context: ReconcileContext,
  { file, results, department, onProgress }: AnswerSheetRequest,
): Promise<AnswerSheetReport> {
  const counts = { rows: 0, answered: 0, repeated: 0, open: 0, refused: 0 };
  const output = await OutputFile.open(results);
  try {
    output.line(csvLine(RESULT_COLUMNS));
    for await (const rows of readRows(file, SHEET, DEFAULT_READ_LIMITS)) {
      for (let from = 0; from < rows.length; from += AT_ONCE) {
        context.signal?.throwIfAborted();
        const some = rows.slice(from, from + AT_ONCE);
        const outcomes = await answerSome(context, department, some);
        for (const [place, { result, correction, error }] of outcomes.entries()) {
          counts[result] += 1;
          const line = String(some[place]?.line ?? 0);
          output.line(csvLine([line, result, correction, error?.code ?? '', error?.message ?? '']));
        }
        if (output.isFull) await output.flush();
        counts.rows += some.length;
        onProgress(counts.rows);
      }
    }
    await output.finish();
    return counts;
  } catch (error) {
    await output.discard();
    throw error;
  }
}

function answerSome(
  context: ReconcileContext,
  department: string,
  rows: readonly SourceRow[],
): Promise<readonly RowResult[]> {
  return withDecisionLog(context, async (transaction, log) => {
    const outcomes: RowResult[] = [];
    for (const row of rows) outcomes.push(await answerRow(context, transaction, log, department, row));
    return outcomes;
  });
}

/** What refuses a row is known before anything of it is written; any other failure ends them all. */
async function answerRow(
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  department: string,
  { cells, fault }: SourceRow,
): Promise<RowResult> {
  const texts = new Map(
    Object.entries(cells).map(([name, cell]) => [name, typeof cell === 'string' ? cell : ''] as const),
  );
  const row =
    fault === undefined
      ? readSheetRow(texts)
      : new JingweiError('BAD_INPUT', {
          reason: fault.column === null ? fault.reason : `the cell ${fault.column}: ${fault.reason}`,
          argument: fault.column ?? 'row',
        });
  const correction = readNumber(texts) ?? '';
  if (row instanceof JingweiError) return { result: 'refused', correction, error: row };
  try {
    await requireSealed(transaction, department, row);
    if (row.answer === null) return { result: 'open', correction, error: null };
    const isNew = await answerCorrection(context, transaction, log, { id: correction, ...row.answer });
    return { result: isNew ? 'answered' : 'repeated', correction, error: null };
  } catch (error) {
    if (error instanceof JingweiError) return { result: 'refused', correction, error };
    throw error;
  }
}

/** Throws NOT_FOUND where the row is not of the department's corrections, CORRECTION_EDITED where it is not as it went out. */
async function requireSealed(
  transaction: Transaction,
  department: string,
  { correction: id, given, seal }: SheetRow,
): Promise<void> {
  const [found] = await transaction.run(readCorrection, { id });
  if (found === undefined || found.department !== department)
    throw new JingweiError('NOT_FOUND', { kind: `correction of ${department}`, id });
  if (seal !== sealOf(found.salt, given)) throw new JingweiError('CORRECTION_EDITED', { id });
}
