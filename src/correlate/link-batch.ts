import { readIncidentRelations, strengthenLinks, weakenLinks } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { fromDateTime, OPEN_END, toDateTime } from '../graph/values.ts';
import { digest, type EntityId, type MentionId } from '../ids.ts';
import type { BatchChange } from '../intake/batch-change.ts';
import type { IdentityChange } from '../resolve/identity-change.ts';
import { loadReferences } from '../resolve/load-references.ts';

/** A relation of two mentions with the entities at its ends before and after a batch; null: none. */
interface RelationShift {
  readonly type: string;
  readonly dataset: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly before: LinkEnds | null;
  readonly after: LinkEnds | null;
}

interface LinkEnds {
  readonly from: EntityId;
  readonly to: EntityId;
}

interface LinkDelta extends LinkEnds {
  readonly key: string;
  readonly shift: RelationShift;
  support: number;
}

/**
 * Keeps the links between entities in step with a batch: every relation that came, went, or whose mentions moved to
 * another entity adds to or takes from the support of one link per ends, type, dataset and period.
 */
export async function linkBatch(
  transaction: Transaction,
  change: Omit<BatchChange, 'delivery'>,
  identity: IdentityChange,
): Promise<void> {
  const shifts = await collectShifts(transaction, change, identity);
  const deltas = sumDeltas(shifts);
  const stronger = deltas.filter(({ support }) => support > 0);
  const weaker = deltas.filter(({ support }) => support < 0);
  if (weaker.length > 0) {
    const rows = weaker.map(({ from, to, key, support }) => ({ from, to, key, support: BigInt(-support) }));
    transaction.send(weakenLinks, { rows });
  }
  if (stronger.length > 0) {
    const at = toDateTime(change.at);
    const rows = stronger.map(({ from, to, key, support, shift }) => ({
      from,
      to,
      key,
      support: BigInt(support),
      properties: {
        key,
        type: shift.type,
        dataset: shift.dataset,
        from: toDateTime(shift.validFrom),
        to: toDateTime(shift.validTo),
        recordedFrom: at,
        recordedTo: OPEN_END,
      },
    }));
    transaction.send(strengthenLinks, { rows });
  }
}

async function collectShifts(
  transaction: Transaction,
  change: Omit<BatchChange, 'delivery'>,
  identity: IdentityChange,
): Promise<readonly RelationShift[]> {
  const { moves } = identity;
  const ends = [...change.relationsCreated, ...change.relationsEnded].flatMap(({ from, to }) => [from, to]);
  const references = await loadReferences(
    transaction,
    ends.filter((id) => !moves.has(id)),
  );
  const before = (id: MentionId): EntityId | null => moves.get(id)?.before ?? references.get(id) ?? null;
  const after = (id: MentionId): EntityId | null =>
    moves.has(id) ? (moves.get(id)?.after ?? null) : (references.get(id) ?? null);
  const handled = new Set([...change.relationsCreated, ...change.relationsEnded].map(({ id }) => id));
  const moved = [...moves].filter(([, move]) => move.before !== null).map(([mention]) => mention);
  const incident =
    moved.length === 0 ? [] : await transaction.run(readIncidentRelations, { mentions: moved });
  return [
    ...change.relationsCreated.map((relation) => ({
      ...relation,
      before: null,
      after: endsOf(after(relation.from), after(relation.to)),
    })),
    ...change.relationsEnded.map((relation) => ({
      ...relation,
      before: endsOf(before(relation.from), before(relation.to)),
      after: null,
    })),
    ...incident
      .filter(({ id }) => !handled.has(id))
      .map((row) => ({
        type: row.type,
        dataset: row.dataset,
        validFrom: fromDateTime(row.validFrom),
        validTo: fromDateTime(row.validTo),
        before: endsOf(previous(row.from, row.fromEntity, moves), previous(row.to, row.toEntity, moves)),
        after: endsOf(row.fromEntity, row.toEntity),
      })),
  ];
}

/** The entity that a mention referred to before the batch, given what it refers to now. */
function previous(
  mention: MentionId,
  present: EntityId | null,
  moves: IdentityChange['moves'],
): EntityId | null {
  const move = moves.get(mention);
  return move === undefined ? present : move.before;
}

function endsOf(from: EntityId | null, to: EntityId | null): LinkEnds | null {
  // Two mentions that are one entity are no link.
  return from === null || to === null || from === to ? null : { from, to };
}

function sumDeltas(shifts: readonly RelationShift[]): readonly LinkDelta[] {
  const deltas = new Map<string, LinkDelta>();
  const add = (ends: LinkEnds | null, shift: RelationShift, support: number): void => {
    if (ends === null) return;
    const key = digest(ends.from, shift.type, shift.dataset, shift.validFrom, shift.validTo, ends.to);
    const known = deltas.get(key);
    if (known === undefined) deltas.set(key, { ...ends, key, shift, support });
    else known.support += support;
  };
  for (const shift of shifts) {
    add(shift.before, shift, -1);
    add(shift.after, shift, 1);
  }
  return [...deltas.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
