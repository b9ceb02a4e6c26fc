import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { JingweiError } from '../errors.ts';
import { type AreaEntry, type AreaHistory, type AreaSuccession, buildAreaHistory } from './areas.ts';

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
 * Reads the text of an area history: CSV with the columns 代码, 一级行政区, 二级行政区, 名称, 级别, 状态, 启用时间,
 * 变更/弃用时间, 新代码. Successors are separated by `;`; one that took a part over before the area ended carries its
 * year in brackets (`130108[2001]`). Throws `FILE_FORMAT` naming the first row that does not fit.
 */
export function parseAreaHistory(text: string): AreaHistory {
  return buildAreaHistory(rowsOf(text).map((row, index) => parseEntry(row, index + 2)));
}

function rowsOf(text: string): readonly unknown[] {
  try {
    return parse(text, { bom: true, columns: true, skip_empty_lines: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'broken lines';
    throw new JingweiError('FILE_FORMAT', { file: 'area history', format: 'csv', reason }, cause);
  }
}

function parseEntry(row: unknown, line: number): AreaEntry {
  const parsed = ROW.safeParse(row);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const reason = `line ${line}, ${issue?.path.join('.') ?? 'row'}: ${issue?.message ?? 'does not fit'}`;
    throw new JingweiError('FILE_FORMAT', { file: 'area history', format: 'csv', reason }, parsed.error);
  }
  const { data } = parsed;
  const to = data['变更/弃用时间'];
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
