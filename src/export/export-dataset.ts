import { setImmediate } from 'node:timers/promises';
import { type Access, openAccess, type ReadContext } from '../access/access.ts';
import { AccessUse } from '../access/access-use.ts';
import type { Caller } from '../access/caller.ts';
import { takeMatter } from '../access/take-matter.ts';
import { ACCESS_CHAIN, buildEntry } from '../audit/access-entry.ts';
import { openChain } from '../chain/chain.ts';
import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { digest } from '../ids.ts';
import { findDataset, loadCatalogue } from '../intake/dataset-catalogue.ts';
import { getDefinition } from '../intake/dataset-store.ts';
import type { EntityKind } from '../intake/mapped.ts';
import { csvLine, OutputFile, removeStalePartials } from '../output-file.ts';
import { asksConfirmed, getUse } from '../reconcile/confirmations/confirmation-policy.ts';
import { AttributeClasses } from './attribute-classes.ts';
import { buildRecord } from './build-record.ts';
import { EntityValues } from './entity-values.ts';
import { buildLayout, type LeftOutValue } from './exported-record.ts';
import { readPages } from './record-pages.ts';
import { ShownAttributes } from './shown-attributes.ts';
import { guardFormula } from './writers/formula.ts';
import { GIVES_ALL, WRITERS } from './writers/open-writer.ts';
import type { ExportFormat } from './writers/record-writer.ts';

export interface ExportRequest {
  readonly dataset: string;
  readonly format: ExportFormat;
  readonly file: string;
  readonly caller: Caller;
  readonly matter: string | null;
  /** What the values are going to be used for; null: nothing that asks for confirmed ones. */
  readonly use: string | null;
  readonly onProgress?: (records: number) => void;
}

/** What an export came to. */
export interface ExportReport {
  readonly file: string;
  readonly records: number;
  readonly leftOut: number;
  /** The list of what was left out. */
  readonly leftOutFile: string;
  /** Classes of the dataset's values that the caller may not see: their cells are empty. */
  readonly withheld: readonly string[];
  readonly seconds: number;
}

const PAGE = 1_000;

/**
 * Gives a dataset back reconciled: its records with the entities that they are about and the preferred values of these, as far as
 * the caller may see them. Every page is in the log of access before it is written, and the file bears its name only when it is
 * whole; one that was cut short starts over. What is a known problem, or is not confirmed though the use asks for it, is left out
 * and listed in a file beside it.
 * Throws DATASET_UNKNOWN, NOT_FOUND, BAD_INPUT, POLICY_INVALID, MATTER_UNUSABLE, MATTER_REQUIRED, FORBIDDEN, LOG_UNAVAILABLE, DISK_FULL, FOLDER_UNWRITABLE.
 */
export async function exportDataset(context: Context, request: ExportRequest): Promise<ExportReport> {
  const started = context.clock();
  const { dataset, caller, file, format, onProgress = () => undefined } = request;
  if ((await findDataset(context, dataset)) === undefined)
    throw new JingweiError('DATASET_UNKNOWN', { dataset });
  const definition = await getDefinition(context, dataset);
  const catalogue = await loadCatalogue(context);
  const used = request.matter === null ? null : await takeMatter(context, caller, request.matter);
  const matter = used?.matter ?? null;
  const access = await openAccess(context, { caller, matter, catalogue, use: new AccessUse() });
  requireRecords(access, dataset);
  const reading: ReadContext = { ...context, access };
  const withheld = withheldClasses(reading, dataset);
  const layout = buildLayout(definition.mapping.mentions);
  const kinds = new Map(definition.mapping.mentions.map(({ role, kind }) => [role, kind]));
  const asked = { kinds: kinds.values(), attributes: catalogue.attributes };
  const use =
    request.use === null ? null : await getUse(context.settings.access.policies, request.use, asked);
  const leftOutFile = `${file}.left-out.csv`;
  await removeStalePartials(file);
  await removeStalePartials(leftOutFile);
  const chain = await openChain(context, context.settings.audit, ACCESS_CHAIN);
  const writer = await WRITERS[format](file, layout);
  const list = await OutputFile.open(leftOutFile);
  let [records, leftOut] = [0, 0];
  try {
    list.line(`\uFEFF${csvLine(LEFT_OUT_COLUMNS)}`);
    const shown = new ShownAttributes(access, GIVES_ALL.has(format) ? null : layout.attributes);
    const mustBeConfirmed = (kind: EntityKind | undefined, attribute: string): boolean =>
      use !== null && (kind === undefined || asksConfirmed(use, kind, attribute));
    const values = new EntityValues(reading, catalogue, shown, mustBeConfirmed);
    const question = JSON.stringify({ dataset, format, use: request.use });
    const classes = new AttributeClasses(catalogue);
    let page = 0;
    for await (const { rows, values: read } of readPages(reading, { dataset, size: PAGE, kinds }, values)) {
      context.signal?.throwIfAborted();
      // What is asked for ahead is to be on its way before this page keeps the processor.
      await setImmediate();
      const outcomes = values.reckon(read);
      const noted = { ...access, use: new AccessUse() };
      const missing: LeftOutValue[] = [];
      const ground = {
        ...{ access: noted, dataset, outcomes, missing, classes },
        mustBeConfirmed: (role: string, attribute: string) => mustBeConfirmed(kinds.get(role), attribute),
      };
      const built = rows.map((row) => buildRecord(row, ground));
      await used?.confirm();
      await chain.append(
        buildEntry(noted.use.summary(access), {
          id: `x_${digest(dataset, String(started), String(page++))}`,
          ...{ kind: 'export', operation: `export ${format}`, fields: [dataset], question, outcome: 'OK' },
        }),
      );
      await writer.write(built);
      for (const one of missing)
        list.line(csvLine(LEFT_OUT_COLUMNS.map((column) => guardFormula(one[column]))));
      if (list.isFull) await list.flush();
      records += rows.length;
      leftOut += missing.length;
      onProgress(records);
    }
    context.signal?.throwIfAborted();
    await list.finish();
    await writer.finish();
  } catch (error) {
    await list.discard();
    await writer.discard();
    throw error;
  } finally {
    await chain.close();
  }
  return { file, records, leftOut, leftOutFile, withheld, seconds: (context.clock() - started) / 1000 };
}

const LEFT_OUT_COLUMNS = [
  ...(['record', 'role', 'itemKey', 'entity', 'attribute', 'stated', 'reason', 'knownProblem'] as const),
];

/** An empty file would look like an empty dataset. Throws MATTER_REQUIRED, FORBIDDEN. */
function requireRecords({ caller, decision, catalogue, matter }: Access, dataset: string): void {
  const dataClass = catalogue.datasets.get(dataset)?.classes.record ?? 'sensitive';
  if (decision.sees(dataset, dataClass, true)) return;
  if (matter === null) throw new JingweiError('MATTER_REQUIRED');
  throw new JingweiError('FORBIDDEN', {
    role: caller.role,
    needed: `a matter that shows records of ${dataset}`,
  });
}

/** Classes of values of the dataset that the caller sees nowhere. */
function withheldClasses({ access }: ReadContext, dataset: string): readonly string[] {
  const classes = access.catalogue.datasets.get(dataset)?.classes;
  const all = [...(classes?.roles.values() ?? [])].flatMap(({ attributes }) => [...attributes.values()]);
  return [...new Set(all)].filter((one) => !access.decision.sees(dataset, one, true)).sort();
}
