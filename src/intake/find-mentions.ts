import type { ReadContext } from '../access/access.ts';
import { type AsOf, recordedParam, recordedSlots } from '../as-of.ts';
import { findMentions as findMentionsStatement, listRecordMentions } from '../generated/statements.ts';
import { groupRows } from '../group-rows.ts';
import { type MentionModel, toMention } from './mention.ts';

/** Mentions by id as they stand, or stood; an id without one has no entry. */
export async function findMentions(
  context: ReadContext,
  asOf: AsOf,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MentionModel>> {
  const rows = await context.graph.read(
    findMentionsStatement,
    { ids, ...recordedParam(asOf), sight: context.access.decision.sight },
    { signal: context.signal, slots: recordedSlots(asOf) },
  );
  return new Map(rows.map((row) => [row.id, toMention(context, row, asOf)]));
}

/** The mentions that each of some records makes, in order of role and item; of a record that ended, its last ones. */
export async function listMentionsOfRecords(
  context: ReadContext,
  asOf: AsOf,
  records: readonly string[],
): Promise<ReadonlyMap<string, readonly MentionModel[]>> {
  const rows = await context.graph.read(
    listRecordMentions,
    { records, ...recordedParam(asOf), sight: context.access.decision.sight },
    { signal: context.signal, slots: recordedSlots(asOf) },
  );
  return groupRows(
    rows.map((row) => toMention(context, row, asOf)),
    (mention) => mention.record,
  );
}
