import type { ReadContext } from '../../access/access.ts';
import { PRESENT } from '../../as-of.ts';
import { listCorrectionSalts } from '../../generated/statements.ts';
import { loadCatalogue } from '../../intake/dataset-catalogue.ts';
import type { ClaimModel } from '../../resolve/claim.ts';
import { listClaims } from '../../resolve/list-claims.ts';
import { claimsOf } from '../discrepancies/claims-of-side.ts';
import type { CorrectionModel } from './correction.ts';
import { listCorrections } from './list-corrections.ts';
import { type GivenCells, type SHEET_COLUMNS, sealOf } from './sheet.ts';

export type SheetCells = Readonly<Record<(typeof SHEET_COLUMNS)[number], string>>;

const PAGE = 100;
const BETWEEN = '; ';

/** Pages of the rows of a department's open corrections, those due first ahead, as far as the caller may see them. */
export async function* listSheetRows(
  context: ReadContext,
  department: string,
): AsyncGenerator<readonly SheetCells[]> {
  const { departments } = await loadCatalogue(context);
  const nameOf = (id: string): string => departments.get(id)?.name ?? id;
  for (let after: string | null = null; ; ) {
    context.signal?.throwIfAborted();
    const page: Awaited<ReturnType<typeof listCorrections>> = await listCorrections(context, {
      ...{
        first: Math.min(PAGE, context.settings.limits.maxPage),
        after,
        where: { departments: [department] },
      },
    });
    const ids = page.nodes.map(({ id }) => id);
    const salts = new Map(
      (await context.graph.read(listCorrectionSalts, { ids })).map(({ id, salt }) => [id, salt] as const),
    );
    const entities = [...new Set(page.nodes.map(({ entity }) => entity))];
    const claims = await listClaims(context, PRESENT, entities);
    yield page.nodes.map((correction) => {
      const given = toGiven(correction, claims.get(correction.entity) ?? [], nameOf);
      const seal = sealOf(salts.get(correction.id) ?? '', given);
      return {
        ...given,
        'seal 校验': seal,
        'answer 答复': '',
        'right value 正确值': '',
        'evidence 依据': '',
      };
    });
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor();
  }
}

function toGiven(
  { id, department, dueOn, attribute, own, other, note }: CorrectionModel,
  claims: readonly ClaimModel[],
  nameOf: (department: string) => string,
): GivenCells {
  const [ours, theirs] = [own, other].map((side) => claimsOf(side, claims));
  const records = new Set(
    ours?.flatMap(({ sources }) => sources.map((one) => `${one.dataset}|${one.recordKey}`)),
  );
  return {
    'correction 更正编号': id,
    'department 部门': nameOf(department),
    'due 期限': dueOn,
    'attribute 属性': attribute,
    'your value 贵方值': valuesOf(ours ?? []),
    'your records 贵方记录': [...records].join(BETWEEN),
    'other department 对方部门': nameOf(other.department),
    'other value 对方值': valuesOf(theirs ?? []),
    'note 说明': note ?? '',
  };
}

function valuesOf(claims: readonly ClaimModel[]): string {
  return [...new Set(claims.flatMap(({ sources }) => sources.map(({ original }) => original)))].join(BETWEEN);
}
