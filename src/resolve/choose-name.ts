import { groupRows } from '../group-rows.ts';
import type { DatasetCatalogue } from '../intake/dataset-model.ts';
import { valueKey } from '../intake/value-key.ts';
import { FAR_FUTURE } from '../standardise/value.ts';
import { isFrom } from './origins.ts';
import { compareSupported, weigh } from './prefer.ts';

/** Spelling, standard form, dataset, role, date of statement and end (milliseconds) of what one mention is called. */
export type NameRow = readonly [
  name: string,
  standard: string,
  dataset: string,
  role: string,
  statedAt: number,
  validTo: number,
];

/**
 * The name that is shown for an entity: of the preferred standard form, the spelling that is preferred; never one that was
 * found wrong.
 */
export function chooseName(catalogue: DatasetCatalogue, entity: string, stated: readonly NameRow[]): string {
  const rows = withoutRejected(catalogue, entity, stated);
  const only = rows[0];
  if (only === undefined) return '';
  if (rows.length === 1) return only[0];
  const confirmed = catalogue.decisions.confirmedNames.get(entity);
  const preferred = prefer(catalogue, rows, ([, standard]) => standard, confirmed);
  return prefer(catalogue, preferred, ([name]) => name)[0]?.[0] ?? '';
}

function withoutRejected(
  catalogue: DatasetCatalogue,
  entity: string,
  rows: readonly NameRow[],
): readonly NameRow[] {
  const rejected = catalogue.decisions.rejectedNames.get(entity);
  if (rejected === undefined) return rows;
  return rows.filter(([, value, dataset, role]) => {
    const key = valueKey({ attribute: titleOf(catalogue, dataset, role), value });
    return !rejected.some((one) => one.key === key && isFrom(catalogue, dataset, one));
  });
}

function prefer(
  catalogue: DatasetCatalogue,
  rows: readonly NameRow[],
  formOf: (row: NameRow) => string,
  confirmed: ReadonlySet<string> = new Set(),
): readonly NameRow[] {
  const groups = [...groupRows(rows, formOf)];
  if (groups.length === 1) return rows;
  const ranked = groups.map(([value, group]) => ({
    value,
    group,
    weight: weigh(
      catalogue,
      group.map(([, standard, dataset, role, statedAt, validTo]) => {
        const attribute = titleOf(catalogue, dataset, role);
        const isConfirmed = confirmed.has(valueKey({ attribute, value: standard }));
        return { dataset, attribute, statedAt, isCurrent: validTo === OPEN, isConfirmed };
      }),
    ),
  }));
  return ranked.sort(compareSupported)[0]?.group ?? rows;
}

/** The attribute that the name of a mention in a role comes from. */
function titleOf(catalogue: DatasetCatalogue, dataset: string, role: string): string {
  return catalogue.datasets.get(dataset)?.titles.get(role) ?? '';
}

/** The open end of a period. */
const OPEN = Date.parse(FAR_FUTURE);
