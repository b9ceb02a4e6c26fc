import type { EntityId } from '../ids.ts';
import { FAR_FUTURE, FAR_PAST } from '../standardise/value.ts';
import type { Resolved } from './choose-ids.ts';
import type { IdentifierState } from './identity-state.ts';

type Holder = IdentifierState['holders'][number];

/** An identifier whose holders are no longer what the graph says. */
export interface HolderChange {
  readonly key: string;
  readonly hadHolders: boolean;
  readonly holders: readonly Holder[];
}

/** Which entity each identifier stands for after a batch, where that differs from before. Pure. */
export function findHolderChanges(
  resolved: readonly Resolved[],
  identifiers: ReadonlyMap<string, IdentifierState>,
): readonly HolderChange[] {
  const claimed = collectClaims(resolved, identifiers);
  const changes: HolderChange[] = [];
  for (const [key, state] of identifiers) {
    const holders = state.blocked ? [] : uniteHolders(claimed.get(key) ?? []);
    if (describe(holders) === describe(state.holders)) continue;
    changes.push({ key, hadHolders: state.holders.length > 0, holders });
  }
  return changes;
}

function collectClaims(
  resolved: readonly Resolved[],
  identifiers: ReadonlyMap<string, IdentifierState>,
): ReadonlyMap<string, readonly Holder[]> {
  const claimed = new Map<string, Holder[]>();
  const add = (key: string, holder: Holder): void => {
    const known = claimed.get(key);
    if (known === undefined) claimed.set(key, [holder]);
    else known.push(holder);
  };
  const entityOfWhole = new Map<EntityId, EntityId>();
  for (const { component, entity } of resolved) {
    for (const whole of component.entities) entityOfWhole.set(whole, entity);
    for (const { claims } of component.mentions) {
      for (const { key, identifies, from, to } of claims) {
        add(
          key,
          identifies === 'for-good' ? { entity, from: FAR_PAST, to: FAR_FUTURE } : { entity, from, to },
        );
      }
    }
  }
  for (const [key, { holders }] of identifiers) {
    for (const holder of holders) {
      const entity = entityOfWhole.get(holder.entity);
      if (entity !== undefined) add(key, { ...holder, entity });
    }
  }
  return claimed;
}

/** One period for claims of one entity that overlap. */
function uniteHolders(holders: readonly Holder[]): readonly Holder[] {
  if (holders.length < 2) return holders;
  const sorted = [...holders].sort(
    (a, b) => compare(a.entity, b.entity) || compare(a.from, b.from) || compare(a.to, b.to),
  );
  const united: Holder[] = [];
  for (const holder of sorted) {
    const last = united.at(-1);
    if (last !== undefined && last.entity === holder.entity && holder.from <= last.to) {
      if (holder.to > last.to) united[united.length - 1] = { ...last, to: holder.to };
    } else united.push(holder);
  }
  return united;
}

function describe(holders: readonly Holder[]): string {
  return holders
    .map(({ entity, from, to }) => `${entity} ${from} ${to}`)
    .sort()
    .join('|');
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
