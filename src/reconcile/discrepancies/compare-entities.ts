import { listComparable, noteCompared } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import { type Properties, toDateTime } from '../../graph/values.ts';
import type { EntityId, MentionId } from '../../ids.ts';
import type { BatchChange } from '../../intake/batch-change.ts';
import { readAttributes } from '../../intake/read-attributes.ts';
import type { IdentityChange } from '../../resolve/identity-change.ts';
import { type BarredValues, barredIn } from '../../resolve/values/barred-values.ts';
import { type Outcome, observeCorrections } from '../corrections/observe.ts';
import { assignIds, type Recompared } from './assign-ids.ts';
import { type Compared, countConsistency, fromCompared, toCompared } from './compared.ts';
import type { DiscrepancyEnd } from './discrepancy.ts';
import {
  compareDepartments,
  type DepartmentComparison,
  type StatedValue,
  spokesmenOf,
} from './find-discrepancies.ts';
import { departmentOf, readStated } from './stated-values.ts';

/** Mentions of one entity that are compared: a place that everybody names must not hold a batch up. */
const MOST_MENTIONS = 500;

type ComparableRow = NonNullable<(typeof listComparable)['types']>['row'];
/** Why entities are compared anew; the department where its delivery is why. */
interface Cause extends Pick<IdentityChange, 'delivery' | 'at' | 'moves'> {
  readonly department: string | null;
}

/** Keeps discrepancies in step with a batch of a delivery: only entities that it touched are compared. */
export async function compareBatch(
  transaction: Transaction,
  change: BatchChange,
  identity: IdentityChange,
): Promise<void> {
  const reworded = change.changed.map(({ after }) => after.id).filter((id) => !identity.moves.has(id));
  const [stated] = [
    ...change.created,
    ...change.restated,
    ...change.changed.map(({ after }) => after),
    ...change.ended,
  ];
  const department = stated === undefined ? null : departmentOf(stated.dataset);
  await compare(transaction, { ...identity, department }, touchedBy(change, identity), reworded);
}

/** The same where a run or a person changed identity. */
export async function compareIdentity(transaction: Transaction, identity: IdentityChange): Promise<void> {
  await compare(transaction, { ...identity, department: null }, touchedBy(null, identity), []);
}

/** The same where what some mentions state counts for something else than before, though nobody moved. */
export async function compareStating(
  transaction: Transaction,
  cause: Pick<IdentityChange, 'delivery' | 'at'>,
  mentions: readonly MentionId[],
): Promise<void> {
  await compare(transaction, { ...cause, moves: new Map(), department: null }, [], mentions);
}

/** Entities that gained or lost mentions; not those that this batch founded and that only its own dataset speaks of. */
function touchedBy(change: BatchChange | null, { moves, created }: IdentityChange): readonly EntityId[] {
  const stated = new Set(change?.created.map(({ id }) => id));
  const touched = new Set<EntityId>();
  const founded = new Set(created.map(({ entity }) => entity));
  for (const [mention, { before, after }] of moves) {
    if (before !== null) touched.add(before);
    if (after !== null && !(founded.has(after) && stated.has(mention))) touched.add(after);
  }
  return [...touched];
}

async function compare(
  transaction: Transaction,
  cause: Cause,
  entities: readonly EntityId[],
  mentions: readonly MentionId[],
): Promise<void> {
  if (entities.length + mentions.length === 0) return;
  const rows = await transaction.run(listComparable, { entities, mentions, limit: BigInt(MOST_MENTIONS) });
  const nobodys = await barredIn(transaction, []);
  const recompared = rows.map((row) => compareOne(row, nobodys));
  const ids = assignIds(recompared, cause.moves);
  const found = recompared.map((one, place): ComparedEntity => ({ ...one, after: ids[place] ?? [] }));
  const changed = found.filter(({ before, after }) => !isSame(before, after));
  if (changed.length === 0) return;
  const after = new Map(changed.flatMap((one) => discrepanciesOf(one.after)));
  const left = new Set(
    [...cause.moves.values()].flatMap((move) => (move.after === null ? [] : (move.before ?? []))),
  );
  const closed = changed.flatMap((one) =>
    discrepanciesOf(one.before)
      .filter(([id]) => !after.has(id))
      .map(([id, known]) => ({ id, reason: reasonOf(known, one, left) })),
  );
  transaction.send(noteCompared, {
    ...{ at: toDateTime(cause.at), cause: cause.delivery },
    compared: changed.map((one) => ({ entity: one.entity, compared: one.after.map(fromCompared) })),
    opened: changed.flatMap((one) =>
      one.comparisons.flatMap((comparison, place) => {
        const { discrepancy } = one.after[place] ?? {};
        // What moved to another entity as it is has to be noted there.
        const isNew =
          discrepancy != null && !one.before.some((known) => isSameFinding(known, one.after[place]));
        return isNew ? [toRow(discrepancy, one, comparison)] : [];
      }),
    ),
    closed,
    consistency: countConsistency(changed),
  });
  await observeCorrections(transaction, cause, [
    ...closed.map(({ id, reason }) => ({ discrepancy: id, closed: reason, values: [] })),
    ...changed.flatMap(stillOpen),
  ]);
}

interface ComparedEntity extends Recompared {
  readonly kind: string;
  readonly after: readonly Compared[];
}

/** What is nobody's says nothing; what is a known problem of the entity goes on differing until its source is put right. */
function compareOne(
  { entity, kind, compared, mentions }: ComparableRow,
  nobodys: BarredValues,
): Omit<ComparedEntity, 'after'> {
  return {
    ...{ entity, kind, before: compared.map(toCompared) },
    comparisons: compareDepartments(
      mentions.flatMap(toStated).filter((value) => nobodys.find(value) === null),
    ),
  };
}

function toStated(mention: ComparableRow['mentions'][number]): readonly StatedValue[] {
  const { longitude, latitude, attributes, from, to, ...named } = mention;
  return readStated({
    ...named,
    attributes: readAttributes(attributes),
    validFrom: from,
    validTo: to,
    ...(longitude === null || latitude === null ? {} : { point: { longitude, latitude } }),
  });
}

function discrepanciesOf(compared: readonly Compared[]): readonly (readonly [string, Compared])[] {
  return compared.flatMap((one) => (one.discrepancy === null ? [] : [[one.discrepancy, one] as const]));
}

/** The discrepancies of an entity that go on, with what their sides say now. */
function stillOpen({ after, comparisons }: ComparedEntity): readonly Outcome[] {
  return comparisons.flatMap(({ difference }, place) => {
    const discrepancy = after[place]?.discrepancy;
    if (difference === null || discrepancy == null) return [];
    return [{ discrepancy, closed: null, values: [...difference.left, ...difference.right] }];
  });
}

function isSame(before: readonly Compared[], after: readonly Compared[]): boolean {
  return before.length === after.length && before.every((one, place) => isSameFinding(one, after[place]));
}

function isSameFinding(one: Compared, other: Compared | undefined): boolean {
  return other !== undefined && fromCompared(one) === fromCompared(other);
}

function reasonOf(
  { place }: Compared,
  { entity, after }: ComparedEntity,
  left: ReadonlySet<EntityId>,
): DiscrepancyEnd {
  if (after.some((one) => one.place === place && one.discrepancy === null)) return 'AGREED';
  return left.has(entity) ? 'IDENTITY_CHANGED' : 'NO_LONGER_STATED';
}

function toRow(
  id: string,
  { entity, kind }: ComparedEntity,
  { attribute, scheme, left, right, difference, ...comparison }: DepartmentComparison,
): { id: string; properties: Properties; mentions: { id: string; isRight: boolean }[] } {
  if (difference === null) throw new Error('What agrees is no discrepancy');
  const toSide = (side: readonly StatedValue[], isRight: boolean) =>
    [...new Set(spokesmenOf(side).map(({ mention }) => mention))].map((one) => ({ id: one, isRight }));
  return {
    id,
    properties: {
      ...{ id, entity, entityKind: kind, attribute, kind: comparison.kind, scheme, left, right },
      severity: difference.severity,
      from: toDateTime(new Date(difference.from).toISOString()),
      to: toDateTime(new Date(difference.to).toISOString()),
    },
    mentions: [...toSide(difference.left, false), ...toSide(difference.right, true)],
  };
}
