import type { ReadContext } from '../access/access.ts';
import { type AsOf, recordedParam, recordedSlots } from '../as-of.ts';
import { findProfiles as findProfilesStatement } from '../generated/statements.ts';
import { groupRows } from '../group-rows.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import { parseEntityKind } from '../intake/mapped.ts';
import { claimAttributes } from '../intake/mention.ts';
import type { NameRow } from './choose-name.ts';
import { chooseName } from './choose-name.ts';
import { buildClaims, type ClaimModel } from './claim.ts';
import type { EntityModel } from './entity.ts';
import { MOST_CLAIM_MENTIONS } from './list-claims.ts';
import type { ClaimMention } from './ranked-values.ts';
import { loadDecisions } from './values/entity-decisions.ts';

/** An entity with everything that is claimed about it. */
export interface ProfileModel {
  readonly entity: EntityModel;
  readonly claims: readonly ClaimModel[];
}

/** Entities under the ids that were asked for, with their claims, in one statement. */
export async function findProfiles(
  context: ReadContext,
  asOf: AsOf,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ProfileModel>> {
  const [rows, catalogue] = await Promise.all([
    context.graph.read(
      findProfilesStatement,
      { ids, limit: MOST_CLAIM_MENTIONS, ...recordedParam(asOf), sight: context.access.decision.sight },
      { signal: context.signal, slots: recordedSlots(asOf) },
    ),
    loadCatalogue(context),
  ]);
  const found = [...new Set(rows.map(({ id }) => id))];
  const decisions = await loadDecisions(context, catalogue, asOf, found);
  const attributesOf = (mention: ClaimMention) => claimAttributes(context, mention);
  const profiles = new Map<string, ProfileModel>();
  for (const [asked, mentions] of groupRows(rows, (row) => row.asked)) {
    const [row] = mentions;
    if (row === undefined) continue;
    const names = mentions.flatMap(
      ({ name, sortName, dataset, role, statedAt, validTo }): readonly NameRow[] =>
        name === null || name === '' ? [] : [[name, sortName ?? name, dataset, role, statedAt, validTo]],
    );
    context.access.use.entity(row.id);
    profiles.set(asked, {
      entity: {
        asOf,
        id: row.id,
        kind: parseEntityKind(row.kind),
        type: row.type,
        evidence: row.evidence,
        recordedFrom: row.since,
        name: chooseName(catalogue, row.id, names),
      },
      claims: buildClaims({ catalogue, asOf, entity: row.id, decisions, attributesOf }, mentions),
    });
  }
  return profiles;
}
