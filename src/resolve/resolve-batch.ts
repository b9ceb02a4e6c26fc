import { countEntityEvents as countEntityEventsStatement } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import type { BatchChange } from '../intake/batch-change.ts';
import { type Cause, decideIdentity } from './decide-identity.ts';
import { countEntityEvents } from './entity-events.ts';
import type { IdentityChange } from './identity-change.ts';
import { type IdentityMention, sameIdentity, toIdentityMention } from './identity-claim.ts';
import { loadReferences } from './load-references.ts';
import { ModelMatcher } from './matching/model-matcher.ts';
import { barredIn } from './values/barred-values.ts';

/**
 * Decides who the mentions of a batch are, inside the batch's transaction: a shared valid identifier joins, and, once
 * models are in use, whatever else speaks for it. Only what the batch touches is decided anew.
 */
export async function resolveBatch(transaction: Transaction, change: BatchChange): Promise<IdentityChange> {
  const matcher = await ModelMatcher.open(transaction);
  const renamed = change.changed.filter(({ before, after }) => !sameIdentity(before, after));
  // A model looks at more than identifiers and names, and an entity is of the type that its mentions say.
  const reworded = change.changed.filter(
    ({ before, after }) =>
      (matcher?.decides(after.kind) === true || before.type !== after.type) && sameIdentity(before, after),
  );
  const ended = change.ended.map(({ id }) => id);
  const unidentified = [...renamed.map(({ after }) => after.id), ...ended];
  const references = await loadReferences(transaction, [
    ...unidentified,
    ...reworded.map(({ after }) => after.id),
  ]);
  const stated = [...change.created, ...change.restated, ...change.changed.map(({ after }) => after)];
  const barred = await barredIn(
    transaction,
    stated.map(({ id }) => id),
  );
  const toPresent = ({ after }: (typeof renamed)[number]): IdentityMention =>
    toIdentityMention(barred.bar(after), references.get(after.id) ?? null);
  const identified = [
    ...[...change.created, ...change.restated].map((state) => toIdentityMention(barred.bar(state), null)),
    ...renamed.map(toPresent),
  ];
  const fresh = [...identified, ...reworded.map(toPresent)];
  await matcher?.meet(fresh, new Set(ended));
  const cause: Cause = { delivery: change.delivery, batch: change.batch, at: change.at };
  const identity = await decideIdentity(transaction, cause, {
    fresh,
    identified,
    unidentified,
    affected: new Set(references.values()),
    ended: new Map(ended.map((id) => [id, references.get(id) ?? null])),
    restated: new Set(change.restated.map(({ id }) => id)),
    matcher: matcher ?? undefined,
  });
  await matcher?.write(ended);
  noteEntityEvents(transaction, identity);
  return identity;
}

function noteEntityEvents(transaction: Transaction, identity: IdentityChange): void {
  const counts = Object.entries(countEntityEvents(identity));
  if (counts.every(([, count]) => count === 0)) return;
  transaction.send(countEntityEventsStatement, {
    delivery: identity.delivery,
    counts: Object.fromEntries(counts.map(([name, count]) => [name, BigInt(count)])),
  });
}
