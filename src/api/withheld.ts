import { type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import { withhold } from '../access/access.ts';
import { PRESENT } from '../as-of.ts';
import type { Classification } from '../intake/contract/contract.ts';
import type { DatasetModel } from '../intake/dataset-model.ts';
import type { QuarantinedRowModel } from '../intake/list-quarantine.ts';
import { classesOfRows, type RawCells } from '../intake/list-record-rows.ts';
import { classesOfRole, type MentionModel } from '../intake/mention.ts';
import type { RecordRef } from '../intake/record.ts';
import type { EntityModel } from '../resolve/entity.ts';
import type { RequestContext } from './context.ts';

type Path = Pick<GraphQLResolveInfo, 'path'>;
interface Stated {
  readonly dataset: string;
  readonly inScope: boolean;
}

/** Says at a list which classes of which datasets take no part in it: all of them, or of some datasets. */
export function tellOutside<T>(
  { access }: RequestContext,
  info: Path,
  datasets: readonly string[] | null | undefined,
  result: T,
): T {
  if (access.decision.sight.seeAll) return result;
  const pathOf = pathIn(info);
  for (const [id, { classes }] of access.catalogue.datasets) {
    if (datasets != null && !datasets.includes(id)) continue;
    withhold(access, pathOf, id, [classes.record, ...classes.columns.values()], false);
  }
  return result;
}

/** The name of an entity; where none may be seen null, with an entry for every dataset that could hold one. */
export function showEntityName(
  context: RequestContext,
  info: Path,
  { id, asOf, name }: EntityModel,
): string | null | Promise<string | null> {
  // At once where it was read along: a promise for each entity of a page makes promises of all that is around it.
  if (name !== undefined) return showName(context, info, name);
  return context
    .loaders(asOf)
    .names.load(id)
    .then((read) => showName(context, info, read));
}

function showName(context: RequestContext, info: Path, name: string): string | null {
  if (name !== '') return name;
  const pathOf = pathIn(info);
  for (const [dataset, { classes }] of context.access.catalogue.datasets)
    withhold(
      context.access,
      pathOf,
      dataset,
      [...classes.roles.values()].map((role) => role.name),
      false,
    );
  return null;
}

export function showMentionName(
  { access }: RequestContext,
  info: Path,
  mention: MentionModel,
): string | null {
  const { name } = classesOfRole(access, mention);
  withhold(access, pathIn(info), mention.dataset, [name], mention.inScope);
  return mention.name;
}

/** Says at the attributes of a mention which classes of them are left out. */
export function tellAttributes({ access }: RequestContext, info: Path, mention: MentionModel): void {
  const { attributes } = classesOfRole(access, mention);
  withhold(access, pathIn(info), mention.dataset, attributes.values(), mention.inScope);
}

/** Says at the claims of an entity which classes of which datasets are left out, be there any or not. */
export function tellClaims<T>({ access }: RequestContext, info: Path, claims: T): T {
  if (access.decision.sight.seeAll) return claims;
  const pathOf = pathIn(info);
  for (const [dataset, { classes }] of access.catalogue.datasets)
    withhold(access, pathOf, dataset, attributeClasses([...classes.roles.values()]), false);
  return claims;
}

/** Says at raw rows which classes of cells are null among them. */
export function tellRows(
  { access }: RequestContext,
  info: Path,
  { dataset, inScope }: Stated,
  rows: readonly RawCells[],
): readonly RawCells[] {
  withhold(access, pathIn(info), dataset, classesOfRows(access, dataset, rows), inScope);
  return rows;
}

/** The cells of a quarantined row, with what is said at raw rows. */
export function showQuarantinedCells(
  context: RequestContext,
  info: Path,
  quarantined: QuarantinedRowModel,
): RawCells {
  tellRows(context, info, quarantined, [quarantined.row]);
  return quarantined.row;
}

/** What tells why a row waits, and says which classes of cells it may repeat where it is withheld. */
export function showFault(
  { access }: RequestContext,
  info: Path,
  { dataset, faultClasses, inScope, ...row }: QuarantinedRowModel,
  part: 'value' | 'reason',
): string | null {
  withhold(access, pathIn(info), dataset, faultClasses, inScope);
  return row[part];
}

/** The raw rows of a record, as far as they may be seen. */
export async function showRows(
  context: RequestContext,
  info: Path,
  { id, asOf, dataset }: RecordRef,
): Promise<readonly RawCells[]> {
  const { rows, inScope } = await context.loaders(asOf).recordRows.load(id);
  return tellRows(context, info, { dataset, inScope }, rows);
}

/** How many records a dataset states, as exactly as the caller may know. */
export async function showRecordCount(
  context: RequestContext,
  info: Path,
  dataset: DatasetModel,
): Promise<number | null> {
  const { id, classes } = dataset;
  withhold(context.access, pathIn(info), id, [classes.record], false);
  return context.loaders(PRESENT).recordCounts.load(id);
}

/** Where in the answer a field stands, written out when there is something to say about it. */
function pathIn({ path }: Path): () => readonly (string | number)[] {
  return () => responsePathAsArray(path);
}

function attributeClasses(
  roles: readonly { readonly attributes: ReadonlyMap<string, Classification> }[],
): readonly Classification[] {
  return roles.flatMap(({ attributes }) => [...attributes.values()]);
}
