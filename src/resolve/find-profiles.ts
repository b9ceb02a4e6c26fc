import { type AsOf, recordedParam, recordedSlots } from '../as-of.ts';
import type { Context } from '../context.ts';
import { findProfiles as findProfilesStatement } from '../generated/statements.ts';
import { groupRows } from '../group-rows.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import { parseEntityKind } from '../intake/mapped.ts';
import type { NameRow } from './choose-name.ts';
import { chooseName } from './choose-name.ts';
import { buildClaims, type ClaimModel } from './claim.ts';
import type { EntityModel } from './entity.ts';
import { MOST_CLAIM_MENTIONS } from './list-claims.ts';

/** An entity with everything that is claimed about it. */
export interface ProfileModel {
  readonly entity: EntityModel;
  readonly claims: readonly ClaimModel[];
}

/** Entities under the ids that were asked for, with their claims, in one statement. */
export async function findProfiles(
  context: Context,
  asOf: AsOf,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ProfileModel>> {
  const [rows, catalogue] = await Promise.all([
    context.graph.read(
      findProfilesStatement,
      { ids, limit: MOST_CLAIM_MENTIONS, ...recordedParam(asOf) },
      { signal: context.signal, slots: recordedSlots(asOf) },
    ),
    loadCatalogue(context),
  ]);
  const profiles = new Map<string, ProfileModel>();
  for (const [asked, mentions] of groupRows(rows, (row) => row.asked)) {
    const [row] = mentions;
    if (row === undefined) continue;
    const names = mentions
      .filter(({ name }) => name !== '')
      .map(
        ({ name, sortName, dataset, role, statedAt }): NameRow => [name, sortName, dataset, role, statedAt],
      );
    profiles.set(asked, {
      entity: {
        asOf,
        id: row.id,
        kind: parseEntityKind(row.kind),
        type: row.type,
        evidence: row.evidence,
        recordedFrom: row.since,
        name: chooseName(catalogue, names),
      },
      claims: buildClaims(catalogue, asOf, mentions),
    });
  }
  return profiles;
}
