import { openAccess } from '../../access/access.ts';
import { AccessUse } from '../../access/access-use.ts';
import { takeMatter } from '../../access/take-matter.ts';
import { ACCESS_CHAIN, buildEntry } from '../../audit/access-entry.ts';
import { openChain } from '../../chain/chain.ts';
import type { Context } from '../../context.ts';
import { JingweiError } from '../../errors.ts';
import { digest } from '../../ids.ts';
import { loadCatalogue } from '../../intake/dataset-catalogue.ts';
import { listSheetRows, type SheetCells } from '../../reconcile/corrections/list-sheet-rows.ts';
import { SHEET_COLUMNS } from '../../reconcile/corrections/sheet.ts';
import { openXlsx } from '../writers/xlsx-writer.ts';

export interface CorrectionExport {
  readonly department: string;
  readonly file: string;
  /** Who takes it out, on the department's behalf. */
  readonly by: string;
  readonly matter: string | null;
  readonly onProgress: (rows: number) => void;
}

/**
 * Writes a department's open corrections as a workbook for it to fill in: what the department itself may see, under its matter
 * if it has one. The log of access has it before the file bears its name. Gives how many rows it has.
 * Throws NOT_FOUND, MATTER_UNUSABLE, LOG_UNAVAILABLE, DISK_FULL, FOLDER_UNWRITABLE.
 */
export async function exportCorrections(
  context: Context,
  { department, file, by, matter: named, onProgress }: CorrectionExport,
): Promise<number> {
  const catalogue = await loadCatalogue(context);
  if (!catalogue.departments.has(department))
    throw new JingweiError('NOT_FOUND', { kind: 'department', id: department });
  const caller = { user: by, role: 'department', department } as const;
  const used = named === null ? null : await takeMatter(context, caller, named);
  const use = new AccessUse();
  const matter = used?.matter ?? null;
  const access = await openAccess(context, { caller, matter, catalogue, use });
  const chain = await openChain(context, context.settings.audit, ACCESS_CHAIN);
  const writer = await openXlsx(file, {
    columns: SHEET_COLUMNS,
    cellsOf: (row: SheetCells) => SHEET_COLUMNS.map((column) => row[column]),
  });
  let rows = 0;
  try {
    for await (const page of listSheetRows({ ...context, access }, department)) {
      await writer.write(page);
      rows += page.length;
      onProgress(rows);
    }
    await used?.confirm();
    await chain.append(
      buildEntry(use.summary(access), {
        id: `x_${digest(department, String(context.clock()))}`,
        ...{ kind: 'export', operation: 'export corrections', fields: [department] },
        ...{ question: JSON.stringify({ department }), outcome: 'OK' },
      }),
    );
    await writer.finish();
    return rows;
  } catch (error) {
    await writer.discard();
    throw error;
  } finally {
    await chain.close();
  }
}
