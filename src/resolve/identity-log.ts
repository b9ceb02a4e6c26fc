import { logIdentity } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { type Properties, toDateTime } from '../graph/values.ts';
import { groupRows } from '../group-rows.ts';
import { causeOf, digest, type EntityId, type MentionId } from '../ids.ts';
import type { IdentityChange } from './identity-change.ts';

/** What the identity log says: plain decisions of a batch in one node, and a node for everything out of the ordinary. */
type IdentityEventType = 'DECIDED' | 'MERGED' | 'SPLIT' | 'ENDED' | 'REDIRECTED' | 'CONFLICT' | 'ATTENTION';

type Cause = Pick<IdentityChange, 'delivery' | 'batch' | 'at'>;

/** That the id of a merged entity leads to another one from now on. */
export interface Redirect {
  readonly id: EntityId;
  readonly entity: EntityId;
}

interface LoggedEvent {
  readonly type: IdentityEventType;
  readonly mentions: readonly MentionId[];
  /** Beside each mention: the entity that it refers to from now on, '' for none. */
  readonly targets: readonly string[];
  readonly about: readonly EntityId[];
  /** Digests of the identifiers that contradict each other, or why a person should look; never a value. */
  readonly evidence: readonly string[];
}

const CAUSE_SLOTS = {
  delivery: 'cause-delivery',
  run: 'cause-run',
  judgement: 'cause-judgement',
  problem: 'cause-problem',
} as const;

/** Appends what a batch changed about identity, ids and digests only. */
export function logIdentityChange(transaction: Transaction, identity: IdentityChange): void {
  append(transaction, identity, describeEvents(identity));
}

/** Appends that ids of merged entities lead to ones that an undoing brought back; merges and splits say the rest themselves. */
export function logRedirects(transaction: Transaction, cause: Cause, redirects: readonly Redirect[]): void {
  const byEntity = groupRows(redirects, ({ entity }) => entity);
  const events = [...byEntity].map(([entity, rows]) => ({
    type: 'REDIRECTED' as const,
    ...{ mentions: [], targets: [entity], evidence: [] },
    about: [entity, ...rows.map(({ id }) => id)],
  }));
  append(transaction, cause, events);
}

function append(
  transaction: Transaction,
  { delivery, batch, at }: Cause,
  described: readonly LoggedEvent[],
): void {
  const events = described.map((event, index) => ({
    properties: {
      id: `i_${digest(delivery, String(batch), at, String(index))}`,
      type: event.type,
      delivery,
      batch: BigInt(batch),
      at: toDateTime(at),
      mentions: event.mentions,
      targets: event.targets,
      evidence: event.evidence,
    } satisfies Properties,
    entities: event.about,
  }));
  if (events.length === 0) return;
  const cause = CAUSE_SLOTS[causeOf(delivery).type];
  transaction.send(logIdentity, { delivery, events }, { cause });
}

function describeEvents(identity: IdentityChange): readonly LoggedEvent[] {
  const events: LoggedEvent[] = [];
  const moves = [...identity.moves];
  if (moves.length > 0) {
    events.push({
      type: 'DECIDED',
      mentions: moves.map(([mention]) => mention),
      targets: moves.map(([, { after }]) => after ?? ''),
      about: [],
      evidence: [],
    });
  }
  for (const { entity, survivor } of identity.emptied) {
    const about = survivor === null ? [entity] : [entity, survivor];
    events.push({
      ...movedFrom(entity, moves),
      type: survivor === null ? 'ENDED' : 'MERGED',
      about,
      evidence: [],
    });
  }
  const emptied = new Set(identity.emptied.map(({ entity }) => entity));
  const split = new Map<EntityId, Set<EntityId>>();
  for (const [, { before, after }] of moves) {
    if (before === null || after === null || emptied.has(before)) continue;
    split.set(before, (split.get(before) ?? new Set()).add(after));
  }
  for (const [entity, parts] of split) {
    events.push({ ...movedFrom(entity, moves), type: 'SPLIT', about: [entity, ...parts], evidence: [] });
  }
  if (identity.conflicts.length > 0) {
    const evidence = identity.conflicts.map(({ key, scheme }) => `${scheme} ${digest(key)}`);
    events.push({ type: 'CONFLICT', mentions: [], targets: [], about: [], evidence });
  }
  for (const { reason, mentions } of identity.attention) {
    const about = new Set(mentions.flatMap((id) => moves.find(([moved]) => moved === id)?.[1].after ?? []));
    events.push({ type: 'ATTENTION', mentions, targets: [], about: [...about], evidence: [reason] });
  }
  return events;
}

function movedFrom(
  entity: EntityId,
  moves: readonly (readonly [
    MentionId,
    { readonly before: EntityId | null; readonly after: EntityId | null },
  ])[],
): { readonly mentions: readonly MentionId[]; readonly targets: readonly string[] } {
  const moved = moves.filter(([, { before }]) => before === entity);
  return { mentions: moved.map(([mention]) => mention), targets: moved.map(([, { after }]) => after ?? '') };
}
