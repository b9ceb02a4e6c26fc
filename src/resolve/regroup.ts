import type { Transaction } from '../graph/graph.ts';
import type { EntityId, MentionId } from '../ids.ts';
import type { EntityKind } from '../intake/mapped.ts';
import { type Clustering, cluster } from './cluster.ts';
import { countNames, UNMET } from './identified.ts';
import { loadEntities, loadIdentifiers, loadMembers } from './identifier-store.ts';
import type { IdentityMention } from './identity-claim.ts';
import type { EntityState, IdentifierState } from './identity-state.ts';
import { JudgementReader } from './judgements/judgement-reader.ts';
import { IDENTIFIERS_ONLY, type Matcher, MOST_OPENED } from './matching/matcher.ts';
import { heedsNames } from './shared-identifiers.ts';

/** Everything that one batch may regroup, and how it falls together now. */
export interface Regrouping {
  readonly clustering: Clustering;
  readonly mentions: readonly IdentityMention[];
  /** Entities that were taken apart into their mentions, to be put together anew. */
  readonly open: ReadonlySet<EntityId>;
  readonly entities: ReadonlyMap<EntityId, EntityState>;
  readonly identifiers: ReadonlyMap<string, IdentifierState>;
}

/**
 * Finds what belongs together after a batch. Entities that only gain mentions take part as a whole; those that may
 * lose some, or fall together with others, are taken apart first, and so are those that the matcher may join to others or
 * break up. What people judged goes before all else. Repeats until nothing further is drawn in: whatever is like a group that
 * changed takes part as well, since it was opened without what it ties with, or may tie with what the group is now.
 */
export async function regroup(
  transaction: Transaction,
  fresh: readonly IdentityMention[],
  affected: ReadonlySet<EntityId>,
  gone: ReadonlySet<MentionId>,
  matcher: Matcher = IDENTIFIERS_ONLY,
): Promise<Regrouping> {
  const open = new Set(affected);
  const loaded = new Set<EntityId>();
  const mentions = new Map(fresh.map((mention) => [mention.id, mention]));
  const identifiers = new Map<string, IdentifierState>();
  const entities = new Map<EntityId, EntityState>();
  const drawn = new Set<EntityId>();
  const followed = new Set<MentionId>();
  const incoming: ReadonlySet<MentionId> = new Set(mentions.keys());
  const judgements = new JudgementReader(transaction);
  const weighed = await matcher.kinds();
  let named = 0;
  for (;;) {
    const toLoad = [...open].filter((id) => !loaded.has(id));
    for (const member of await loadMembers(transaction, toLoad)) {
      if (!gone.has(member.id) && !mentions.has(member.id)) mentions.set(member.id, member);
    }
    for (const id of toLoad) loaded.add(id);
    const all = [...mentions.values()];
    for (const [id, state] of await loadEntities(transaction, toLoad)) entities.set(id, state);
    // Identifiers that an opened entity was known by may be claimed by nobody any more.
    const former = toLoad.flatMap((id) => entities.get(id)?.keys ?? []);
    await readIdentifiersOf(transaction, all, former, identifiers);
    const news = all.slice(named);
    countNames(news, identifiers);
    for (const id of await matcher.expand(news)) drawn.add(id);
    await judgements.read(news.map(({ id }) => id));
    const judged = judgements.entitiesOfSame();
    named = all.length;
    const holders = [...identifiers.values()].flatMap((state) => state.holders.map(({ entity }) => entity));
    const unread = [...new Set([...holders, ...open, ...drawn, ...judged])].filter((id) => !entities.has(id));
    for (const [id, state] of await loadEntities(transaction, unread)) entities.set(id, state);
    const before = open.size;
    // An identifier that stands for too many names holds nothing together any more.
    for (const state of identifiers.values())
      if (state.blocked) for (const { entity } of state.holders) open.add(entity);
    for (const id of [...holders, ...drawn]) {
      const state = entities.get(id);
      if (state !== undefined && matcher.opens(state)) open.add(id);
    }
    // Whether a number joins people hangs on what most of them are called.
    for (const id of holders) {
      const state = entities.get(id);
      if (state !== undefined && heedsNames(state.kind, weighed) && state.evidence <= MOST_OPENED)
        open.add(id);
    }
    if (open.size > before) continue;
    const whole = new Set([...holders, ...drawn, ...judged].filter((id) => !open.has(id)));
    const clustering = await clusterAll(all, identifiers, entities, whole, { matcher, judgements, weighed });
    for (const component of clustering.components) {
      const priors = new Set(component.mentions.flatMap(({ prior }) => (prior === null ? [] : [prior])));
      if (component.entities.length + priors.size > 1) for (const id of component.entities) open.add(id);
    }
    if (open.size > before) continue;
    const moved = listMoved(clustering, all, affected, incoming);
    // What has just come in for the first time is known to match what it was opened with.
    const known = moved.flatMap(({ id, prior }) => (prior === null && incoming.has(id) ? [] : [id]));
    const changed = [...gone, ...known].filter((id) => !followed.has(id));
    for (const id of changed) followed.add(id);
    const size = drawn.size;
    for (const id of await matcher.follow(changed)) if (!open.has(id)) drawn.add(id);
    if (drawn.size === size) return { clustering, mentions: all, open, entities, identifiers };
  }
}

/** The mentions in groups that are not just what one entity was made of before, and those of entities that lost some. */
function listMoved(
  { components }: Clustering,
  mentions: readonly IdentityMention[],
  affected: ReadonlySet<EntityId>,
  incoming: ReadonlySet<MentionId>,
): readonly IdentityMention[] {
  const members = new Map<EntityId | null, number>();
  for (const { prior } of mentions) members.set(prior, (members.get(prior) ?? 0) + 1);
  return components.flatMap((component) => {
    const prior = component.mentions[0]?.prior ?? null;
    const isAsBefore =
      prior !== null &&
      !affected.has(prior) &&
      component.entities.length === 0 &&
      component.mentions.length === members.get(prior) &&
      component.mentions.every((mention) => mention.prior === prior && !incoming.has(mention.id));
    return isAsBefore ? [] : component.mentions;
  });
}

async function clusterAll(
  mentions: readonly IdentityMention[],
  identifiers: ReadonlyMap<string, IdentifierState>,
  entities: ReadonlyMap<EntityId, EntityState>,
  whole: ReadonlySet<EntityId>,
  {
    matcher,
    judgements,
    weighed,
  }: {
    readonly matcher: Matcher;
    readonly judgements: JudgementReader;
    readonly weighed: ReadonlySet<EntityKind>;
  },
): Promise<Clustering> {
  const judged = judgements.nodes(new Set(mentions.map(({ id }) => id)), whole);
  const identified = cluster(mentions, identifiers, entities, whole, { judged, weighed });
  const together = identified.components.map((component) => component.mentions.map(({ id }) => id));
  const joins = await matcher.join(mentions, together, whole, judged.different);
  return joins.length === 0
    ? identified
    : cluster(mentions, identifiers, entities, whole, { joins, judged, weighed });
}

async function readIdentifiersOf(
  transaction: Transaction,
  mentions: readonly IdentityMention[],
  former: readonly string[],
  identifiers: Map<string, IdentifierState>,
): Promise<void> {
  const keys = new Set(former.filter((key) => !identifiers.has(key)));
  for (const { claims } of mentions) for (const { key } of claims) if (!identifiers.has(key)) keys.add(key);
  const found = await loadIdentifiers(transaction, [...keys]);
  for (const key of keys) identifiers.set(key, found.get(key) ?? UNMET);
}
