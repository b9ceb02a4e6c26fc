import type { Context } from '../../context.ts';
import { fileMentions as fileStatement, listUnfiled } from '../../generated/statements.ts';
import { type DateTime, fromDateTime } from '../../graph/values.ts';
import { areaKey, FILED_KINDS, findArea } from '../../intake/area-key.ts';
import { loadCatalogue } from '../../intake/dataset-catalogue.ts';
import type { DatasetCatalogue } from '../../intake/dataset-model.ts';
import { parseEntityKind } from '../../intake/mapped.ts';
import { readAttributes } from '../../intake/read-attributes.ts';

const BATCH = 2_000n;
const STATES = [
  { state: 'unfiled-mentions', target: 'filed-mention' },
  { state: 'unfiled-versions', target: 'filed-version' },
] as const;

/**
 * Files what was taken in before areas were kept under the areas that it names, as intake does since; gives how many were filed. What
 * names no area is looked at again each time.
 */
export async function fileMentions(context: Context): Promise<number> {
  const catalogue = await loadCatalogue(context);
  let filed = 0;
  for (const { state, target } of STATES) {
    let after = '';
    for (;;) {
      context.signal?.throwIfAborted();
      const found = await context.graph.read(
        listUnfiled,
        { after, limit: BATCH, kinds: FILED_KINDS },
        { slots: { state } },
      );
      const rows = found.flatMap((row) => {
        const properties = propertiesOf(catalogue, row);
        return properties === null ? [] : [{ id: row.id, properties }];
      });
      if (rows.length > 0)
        await context.graph.write((transaction) => transaction.run(fileStatement, { rows }, { target }));
      filed += rows.length;
      const last = found.at(-1);
      if (last === undefined || found.length < BATCH) break;
      after = last.id;
    }
  }
  return filed;
}

interface UnfiledRow {
  readonly dataset: string;
  readonly role: string;
  readonly kind: string;
  readonly attributes: string;
  readonly validFrom: DateTime;
  readonly validTo: DateTime;
}

function propertiesOf({ datasets }: DatasetCatalogue, row: UnfiledRow) {
  const attributes = readAttributes(row.attributes);
  const area = findArea(parseEntityKind(row.kind), attributes);
  if (area === undefined) return null;
  const name = attributes[area.place]?.name ?? '';
  const areaClass =
    datasets.get(row.dataset)?.classes.roles.get(row.role)?.attributes.get(name) ?? 'sensitive';
  return { areaClass, ...areaKey(area.text, fromDateTime(row.validFrom), fromDateTime(row.validTo)) };
}
