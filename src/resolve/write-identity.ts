import {
  changeEvidence,
  createEntities,
  denote,
  endEntities,
  forwardRedirects,
  identify,
  refer,
  retypeEntities,
  undenote,
  unidentify,
  unrefer,
} from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { OPEN_END, toDateTime } from '../graph/values.ts';
import type { MentionId } from '../ids.ts';
import { ENTITY_KINDS, type EntityKind } from '../intake/mapped.ts';
import type { Resolved } from './choose-ids.ts';
import type { HolderChange } from './holders.ts';
import type { IdentityChange } from './identity-change.ts';
import type { IdentityMention } from './identity-claim.ts';
import { logIdentityChange } from './identity-log.ts';
import type { Regrouping } from './regroup.ts';

interface IdentityWork {
  readonly identity: IdentityChange;
  readonly regrouping: Regrouping;
  readonly resolved: readonly Resolved[];
  readonly holderChanges: readonly HolderChange[];
  /** Mentions whose identifiers are to be noted. */
  readonly identified: readonly IdentityMention[];
  /** Mentions whose identifiers were noted before and no longer hold. */
  readonly unidentified: readonly MentionId[];
}

const KIND_SLOT = {
  Person: 'kind-person',
  Organization: 'kind-organization',
  Thing: 'kind-thing',
  Place: 'kind-place',
  Event: 'kind-event',
} as const satisfies Record<EntityKind, string>;

/** Writes what resolution decided, in the order that every statement finds what it needs. */
export function writeIdentity(transaction: Transaction, work: IdentityWork): void {
  const { identity } = work;
  const at = toDateTime(identity.at);
  const delivery = identity.delivery;
  for (const kind of ENTITY_KINDS) {
    const rows = identity.created
      .filter((created) => created.kind === kind)
      .map(({ entity, type }) => ({
        id: entity,
        properties: {
          kind,
          type,
          evidence: BigInt(identity.evidence.get(entity) ?? 0),
          recordedFrom: at,
          delivery,
        },
      }));
    if (rows.length > 0) transaction.send(createEntities, { rows }, { kind: KIND_SLOT[kind] });
  }
  if (identity.retyped.length > 0) transaction.send(retypeEntities, { at, rows: identity.retyped });
  const moves = [...identity.moves];
  const left = moves.filter(([, { before }]) => before !== null).map(([mention]) => mention);
  if (left.length > 0) transaction.send(unrefer, { delivery, at, mentions: left });
  const referred = moves.flatMap(([mention, { after }]) =>
    after === null ? [] : [{ mention, entity: after }],
  );
  if (referred.length > 0) transaction.send(refer, { delivery, at, open: OPEN_END, rows: referred });
  writeEvidence(transaction, identity);
  writeIdentifiers(transaction, work);
  logIdentityChange(transaction, identity);
}

function writeEvidence(transaction: Transaction, identity: IdentityChange): void {
  const fresh = new Set(identity.created.map(({ entity }) => entity));
  const deltas = [...identity.evidence]
    .filter(([entity, delta]) => delta !== 0 && !fresh.has(entity))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([entity, delta]) => ({ entity, delta: BigInt(delta) }));
  if (deltas.length > 0) transaction.send(changeEvidence, { rows: deltas });
  if (identity.emptied.length === 0) return;
  transaction.send(endEntities, { at: toDateTime(identity.at), rows: identity.emptied });
  const merged = identity.emptied.flatMap(({ entity, survivor }) =>
    survivor === null ? [] : [{ entity, survivor }],
  );
  if (merged.length > 0) transaction.send(forwardRedirects, { rows: merged });
}

function writeIdentifiers(transaction: Transaction, work: IdentityWork): void {
  if (work.unidentified.length > 0) transaction.send(unidentify, { mentions: work.unidentified });
  const claims = new Map<
    string,
    { mention: MentionId; from: ReturnType<typeof toDateTime>; to: ReturnType<typeof toDateTime> }[]
  >();
  for (const { id, claims: claimed } of work.identified) {
    for (const { key, from, to } of claimed) {
      const known = claims.get(key) ?? [];
      known.push({ mention: id, from: toDateTime(from), to: toDateTime(to) });
      claims.set(key, known);
    }
  }
  // Keys in order, so that two writers never wait for each other in a circle.
  const rows = [...work.regrouping.identifiers]
    .filter(([key]) => claims.has(key))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, { names, blocked }]) => ({ key, names, blocked, mentions: claims.get(key) ?? [] }));
  if (rows.length > 0) transaction.send(identify, { rows });
  const former = work.holderChanges.filter(({ hadHolders }) => hadHolders).map(({ key }) => key);
  if (former.length > 0) transaction.send(undenote, { keys: former });
  const held = work.holderChanges
    .filter(({ holders }) => holders.length > 0)
    .map(({ key, holders }) => ({
      key,
      holders: holders.map(({ entity, from, to }) => ({
        entity,
        from: toDateTime(from),
        to: toDateTime(to),
      })),
    }));
  if (held.length > 0) transaction.send(denote, { rows: held });
}
