import { groupRows } from '../group-rows.ts';
import type { DatasetCatalogue } from '../intake/dataset-model.ts';
import { compareSupported, weigh } from './prefer.ts';

/** Spelling, standard form, dataset, role and date of statement (milliseconds) of what one mention is called. */
export type NameRow = readonly [
  name: string,
  standard: string,
  dataset: string,
  role: string,
  statedAt: number,
];

/** The name that is shown for an entity: of the preferred standard form, the spelling that is preferred. */
export function chooseName(catalogue: DatasetCatalogue, rows: readonly NameRow[]): string {
  const only = rows[0];
  if (only === undefined) return '';
  if (rows.length === 1) return only[0];
  const preferred = prefer(catalogue, rows, ([, standard]) => standard);
  return prefer(catalogue, preferred, ([name]) => name)[0]?.[0] ?? '';
}

function prefer(
  catalogue: DatasetCatalogue,
  rows: readonly NameRow[],
  formOf: (row: NameRow) => string,
): readonly NameRow[] {
  const groups = [...groupRows(rows, formOf)];
  if (groups.length === 1) return rows;
  const ranked = groups.map(([value, group]) => ({
    value,
    group,
    weight: weigh(
      catalogue,
      group.map(([, , dataset, role, statedAt]) => ({
        dataset,
        attribute: catalogue.datasets.get(dataset)?.titles.get(role) ?? '',
        statedAt,
      })),
    ),
  }));
  return ranked.sort(compareSupported)[0]?.group ?? rows;
}
