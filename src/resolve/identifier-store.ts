import { readEntityStates, readIdentifiers, readMembers } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { fromDateTime } from '../graph/values.ts';
import type { EntityId } from '../ids.ts';
import { parseEntityKind } from '../intake/mapped.ts';
import { toMentionState } from '../intake/record-difference.ts';
import { type IdentityMention, toIdentityMention } from './identity-claim.ts';
import type { EntityState, IdentifierState } from './identity-state.ts';
import { barredIn } from './values/barred-values.ts';

/** What the graph holds about the identifiers with these keys; an unknown key has no entry. */
export async function loadIdentifiers(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, IdentifierState>> {
  const states = new Map<
    string,
    { names: readonly string[]; blocked: boolean; holders: IdentifierState['holders'][number][] }
  >();
  if (keys.length === 0) return states;
  for (const row of await transaction.run(readIdentifiers, { keys })) {
    const state = states.get(row.key) ?? { names: row.names, blocked: row.blocked, holders: [] };
    if (row.entity !== null && row.from !== null && row.to !== null) {
      state.holders.push({ entity: row.entity, from: fromDateTime(row.from), to: fromDateTime(row.to) });
    }
    states.set(row.key, state);
  }
  return states;
}

/** What the graph holds about some entities. */
export async function loadEntities(
  transaction: Transaction,
  ids: readonly EntityId[],
): Promise<ReadonlyMap<EntityId, EntityState>> {
  if (ids.length === 0) return new Map();
  const rows = await transaction.run(readEntityStates, { ids });
  return new Map(
    rows.map((row) => [
      row.id,
      {
        kind: parseEntityKind(row.kind),
        type: row.type,
        evidence: row.evidence,
        recordedFrom: fromDateTime(row.recordedFrom),
        alive: row.alive,
        keys: row.keys,
      },
    ]),
  );
}

/** The mentions that some entities are made of today. */
export async function loadMembers(
  transaction: Transaction,
  entities: readonly EntityId[],
): Promise<readonly IdentityMention[]> {
  if (entities.length === 0) return [];
  const rows = await transaction.run(readMembers, { entities });
  const barred = await barredIn(
    transaction,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => toIdentityMention(barred.bar(toMentionState(row)), row.entity));
}
