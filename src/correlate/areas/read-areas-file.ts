import { z } from 'zod';
import { JingweiError } from '../../errors.ts';
import type { SourceRow } from '../../intake/mapped.ts';
import { DEFAULT_READ_LIMITS } from '../../intake/readers/limits.ts';
import { readRows } from '../../intake/readers/read-rows.ts';
import {
  type AreaEntry,
  type AreaHistory,
  type AreaSuccession,
  buildAreaHistory,
} from '../../standardise/areas.ts';

const year = z
  .string()
  .regex(/^\d{4}$/)
  .transform(Number);
const ROW = z.object({
  代码: z.string().regex(/^\d{6}$/),
  一级行政区: z.string(),
  二级行政区: z.string(),
  名称: z.string().min(1),
  级别: z.enum(['省级', '地级', '县级']),
  启用时间: year,
  '变更/弃用时间': z.union([z.literal('').transform(() => null), year]),
  新代码: z.string().regex(/^(?:\d{6}(?:\[\d{4}\])?(?:;|$))*$/),
});
const LEVELS = { 省级: 'province', 地级: 'prefecture', 县级: 'county' } as const;

/**
 * Reads a history of areas: CSV in UTF-8 with the columns 代码, 一级行政区, 二级行政区, 名称, 级别, 状态, 启用时间,
 * 变更/弃用时间, 新代码, as https://github.com/yescallop/areacodes has it. Successors are separated by `;`; one that took a part over
 * before the area ended carries its year in brackets (`130108[2001]`). Throws FILE_FORMAT naming the first row that does not fit,
 * FILE_UNREADABLE.
 */
export async function readAreasFile(file: string): Promise<AreaHistory> {
  const entries: AreaEntry[] = [];
  const known = new Set<string>();
  for await (const rows of readRows(file, { format: 'csv', encoding: 'UTF-8' }, DEFAULT_READ_LIMITS))
    for (const row of rows) {
      const entry = parseEntry(file, row);
      const key = `${entry.code} ${entry.from}`;
      if (known.has(key)) throw unfit(file, `line ${row.line}: ${entry.code} begins twice in ${entry.from}`);
      known.add(key);
      entries.push(entry);
    }
  if (entries.length === 0) throw unfit(file, 'it holds no area');
  return buildAreaHistory(entries);
}

function parseEntry(file: string, { line, cells, fault }: SourceRow): AreaEntry {
  if (fault !== undefined) throw unfit(file, `line ${line}: ${fault.reason}`);
  const parsed = ROW.safeParse(cells);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw unfit(
      file,
      `line ${line}, ${issue?.path.join('.') ?? 'row'}: ${issue?.message ?? 'does not fit'}`,
      parsed.error,
    );
  }
  const { data } = parsed;
  const to = data['变更/弃用时间'];
  if (to !== null && to <= data.启用时间) throw unfit(file, `line ${line}: the area ends before it begins`);
  return {
    code: data.代码,
    province: data.一级行政区,
    prefecture: data.二级行政区,
    name: data.名称,
    level: LEVELS[data.级别],
    from: data.启用时间,
    to,
    successors: parseSuccessors(data.新代码, to),
  };
}

/** A successor without a year of its own took over when the area ended. */
function parseSuccessors(text: string, ended: number | null): readonly AreaSuccession[] {
  return [...text.matchAll(/(\d{6})(?:\[(\d{4})\])?/g)].flatMap(([, code = '', own]) => {
    const since = own === undefined ? ended : Number(own);
    return since === null ? [] : [{ code, year: since }];
  });
}

function unfit(file: string, reason: string, cause?: unknown): JingweiError {
  return new JingweiError('FILE_FORMAT', { file, format: 'csv', reason }, cause);
}
