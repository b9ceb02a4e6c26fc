import type { ReadContext } from '../access/access.ts';
import { type AsOf, recordedParam, recordedSlots } from '../as-of.ts';
import { listLinkRecords } from '../generated/statements.ts';
import { toDateTime } from '../graph/values.ts';
import { groupRows } from '../group-rows.ts';
import type { RecordId } from '../ids.ts';
import { toInstant } from '../instant.ts';
import type { EntityModel } from '../resolve/entity.ts';
import type { LinkRow } from './page-links.ts';

/** A link as readers are given it; times in milliseconds since 1970. */
export interface LinkModel {
  readonly asOf: AsOf;
  readonly type: string;
  readonly dataset: string;
  readonly from: EntityModel;
  readonly to: EntityModel;
  readonly other: EntityModel;
  readonly validFrom: number;
  readonly validTo: number;
  readonly support: number;
}

/** A link as `entity` sees it. */
export function toLink(entity: EntityModel, row: LinkRow): LinkModel {
  const { outgoing, other, type, dataset, validFrom, validTo, support } = row;
  return {
    asOf: entity.asOf,
    type,
    dataset,
    validFrom,
    validTo,
    support,
    other,
    from: outgoing ? entity : other,
    to: outgoing ? other : entity,
  };
}

/** Ids of the first records that say each of some links, in order; the answers come in the order of the links. */
export async function listRecordsOfLinks(
  context: ReadContext,
  asOf: AsOf,
  links: readonly LinkModel[],
  limit: number,
): Promise<readonly (readonly RecordId[])[]> {
  const rows = await context.graph.read(
    listLinkRecords,
    {
      links: links.map((link, index) => ({
        name: String(index),
        from: link.from.id,
        to: link.to.id,
        type: link.type,
        dataset: link.dataset,
        validFrom: toDateTime(toInstant(link.validFrom)),
        validTo: toDateTime(toInstant(link.validTo)),
      })),
      limit: BigInt(limit),
      ...recordedParam(asOf),
      sight: context.access.decision.sight,
    },
    { signal: context.signal, slots: recordedSlots(asOf) },
  );
  const found = groupRows(rows, ({ name }) => name);
  return links.map((_, index) => (found.get(String(index)) ?? []).map(({ record }) => record));
}
