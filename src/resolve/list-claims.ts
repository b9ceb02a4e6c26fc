import type { ReadContext } from '../access/access.ts';
import { type AsOf, recordedParam, recordedSlots } from '../as-of.ts';
import { listClaimMentions } from '../generated/statements.ts';
import { groupRows } from '../group-rows.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import { claimAttributes } from '../intake/mention.ts';
import { buildClaims, type ClaimModel } from './claim.ts';
import type { ClaimMention } from './ranked-values.ts';
import { loadDecisions } from './values/entity-decisions.ts';

/** Mentions of one entity that its claims are built from: a place that everybody names must not stop a request. */
export const MOST_CLAIM_MENTIONS = 2_000n;

/** The claims about each of some entities. */
export async function listClaims(
  context: ReadContext,
  asOf: AsOf,
  entities: readonly string[],
): Promise<ReadonlyMap<string, readonly ClaimModel[]>> {
  const [rows, catalogue] = await Promise.all([
    context.graph.read(
      listClaimMentions,
      { entities, limit: MOST_CLAIM_MENTIONS, ...recordedParam(asOf), sight: context.access.decision.sight },
      { signal: context.signal, slots: recordedSlots(asOf) },
    ),
    loadCatalogue(context),
  ]);
  const decisions = await loadDecisions(context, catalogue, asOf, entities);
  const attributesOf = (mention: ClaimMention) => claimAttributes(context, mention);
  return new Map(
    [...groupRows(rows, ({ entity }) => entity)].map(([entity, mentions]) => [
      entity,
      buildClaims({ catalogue, asOf, entity, decisions, attributesOf }, mentions),
    ]),
  );
}
