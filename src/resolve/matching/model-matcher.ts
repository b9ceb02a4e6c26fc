import {
  findCandidates,
  findMatchedEntities,
  noteBlockingKeys,
  noteMatches,
} from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import type { EntityId, MentionId } from '../../ids.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import type { Join } from '../cluster.ts';
import { DEFAULT_CLUSTERING } from '../engine/clustering/cluster-pairs.ts';
import type { IdentityMention } from '../identity-claim.ts';
import type { EntityState } from '../identity-state.ts';
import type { JudgedPair } from '../judgements/judgement-reader.ts';
import { barredIn } from '../values/barred-values.ts';
import { type Attention, decideGroups, toConstraints } from './decide-groups.ts';
import { keepTogether, type Matcher, MOST_OPENED } from './matcher.ts';
import { kindsOf, loadModelsInUse, stampOf } from './model-store.ts';
import { type OnceRoles, onceRolesIn, toResolvable } from './resolvable.ts';
import { ScoredMentions } from './scored-mentions.ts';

/** Weight in bits from which a match is kept in the graph; what is below is reckoned again on demand. */
export const LEAST_KEPT = DEFAULT_CLUSTERING.propose;

/** Candidates that are looked at per mention, those that share the rarest keys first. */
const MOST_CANDIDATES = 100n;
/** Mentions that are opened until which a change is followed from entity to entity; what lies beyond is a full run's to decide. */
const MOST_FOLLOWED = 5_000;

interface MatchingModels {
  readonly usable: Awaited<ReturnType<typeof loadModelsInUse>>['usable'];
  /** Kinds whose model is of another version: what is together stays so, and nothing is joined but by identifiers. */
  readonly outdated: readonly EntityKind[];
  readonly onceIn: OnceRoles;
}

/** What goes before weights when mentions are joined. */
interface Given {
  readonly together: readonly (readonly MentionId[])[];
  readonly whole: ReadonlySet<EntityId>;
  readonly different: readonly JudgedPair[];
}

/**
 * Decides about the mentions of a batch with the models in use: finds candidates by the keys in the graph, scores
 * them, and clusters anew what they touch. Lives for one transaction.
 */
export class ModelMatcher implements Matcher {
  /** What a person should look at, after the last decision. */
  attention: readonly Attention[] = [];
  readonly #transaction: Transaction;
  readonly #models: MatchingModels;
  readonly #scored: ReadonlyMap<EntityKind, ScoredMentions>;
  readonly #fresh = new Set<MentionId>();
  #opened = 0;

  constructor(transaction: Transaction, models: MatchingModels) {
    this.#transaction = transaction;
    this.#models = models;
    this.#scored = new Map(
      models.usable.map((model) => [model.kind, new ScoredMentions(model, models.onceIn)]),
    );
  }

  /** Null while no model is in use. */
  static async open(transaction: Transaction): Promise<ModelMatcher | null> {
    const models = await loadModelsInUse(transaction);
    if (models.usable.length + models.outdated.length === 0) return null;
    return new ModelMatcher(transaction, { ...models, onceIn: await onceRolesIn(transaction) });
  }

  async kinds(): Promise<ReadonlySet<EntityKind>> {
    return kindsOf(this.#models);
  }

  /** Whether another statement of a mention of this kind may change who it is. */
  decides(kind: EntityKind): boolean {
    return this.#scored.has(kind);
  }

  /** Finds and scores the candidates of mentions that came or changed; `gone` no longer stand. */
  async meet(fresh: readonly IdentityMention[], gone: ReadonlySet<MentionId>): Promise<void> {
    const queries: string[] = [];
    for (const mention of fresh) {
      const scored = this.#scored.get(mention.kind);
      if (scored === undefined) continue;
      this.#fresh.add(mention.id);
      scored.add(mention);
      const keys = scored.keysOf(mention.id);
      if (keys.length > 0) queries.push(keys.join(' '));
    }
    if (queries.length === 0) return;
    const met = new Map([...this.#scored.keys()].map((kind) => [kind, new Set<MentionId>()]));
    for (const { id, kind } of fresh) met.get(kind)?.add(id);
    const found = await this.#transaction.run(findCandidates, { queries, limit: MOST_CANDIDATES });
    const barred = await barredIn(
      this.#transaction,
      found.map(({ id }) => id),
    );
    for (const row of found) {
      if (this.#fresh.has(row.id) || gone.has(row.id)) continue;
      const { identity } = toResolvable(row, barred);
      this.#scored.get(identity.kind)?.add(identity);
      met.get(identity.kind)?.add(identity.id);
    }
    await Promise.all(
      [...met].map(([kind, ids]) => this.#scored.get(kind)?.score(ids, ({ id }) => this.#fresh.has(id))),
    );
  }

  opens({ kind, evidence }: EntityState): boolean {
    return this.#scored.has(kind) && evidence <= MOST_OPENED;
  }

  async expand(mentions: readonly IdentityMention[]): Promise<readonly EntityId[]> {
    const found = new Set<EntityId>();
    for (const [kind, scored] of this.#scored) {
      const ofKind = mentions.filter((mention) => mention.kind === kind);
      for (const mention of ofKind) {
        scored.add(mention);
        if (!this.#fresh.has(mention.id)) this.#opened += 1;
      }
      const ids = new Set(ofKind.map(({ id }) => id).filter((id) => this.#fresh.has(id)));
      if (ids.size === 0) continue;
      // What is too weak to join may still tie with what is not.
      for (const { prior } of scored.matchesOf(ids, DEFAULT_CLUSTERING.propose))
        if (prior !== null) found.add(prior);
    }
    return [...found];
  }

  async follow(changed: readonly MentionId[]): Promise<readonly EntityId[]> {
    if (changed.length === 0 || this.#opened > MOST_FOLLOWED) return [];
    const matched = await this.#transaction.run(findMatchedEntities, {
      mentions: changed,
      near: DEFAULT_CLUSTERING.propose,
      join: DEFAULT_CLUSTERING.stop,
      most: BigInt(MOST_OPENED),
    });
    return matched.flatMap(({ entities }) => entities);
  }

  async join(
    mentions: readonly IdentityMention[],
    together: readonly (readonly MentionId[])[],
    whole: ReadonlySet<EntityId>,
    different: readonly JudgedPair[],
  ): Promise<readonly Join[]> {
    const kinds = [...new Set(mentions.map((mention) => mention.kind))];
    // Kind beside kind: each has a scorer of its own.
    const decided = await Promise.all(
      kinds.map((kind) => {
        const ofKind = mentions.filter((mention) => mention.kind === kind);
        const scored = this.#scored.get(kind);
        if (scored !== undefined) return this.#joinScored(scored, ofKind, { together, whole, different });
        return { joins: this.#models.outdated.includes(kind) ? keepTogether(ofKind) : [], attention: [] };
      }),
    );
    this.attention = decided.flatMap(({ attention }) => attention);
    return decided.flatMap(({ joins }) => joins);
  }

  /** Keeps the keys and matches of the mentions that came or changed, and forgets those of mentions that went. */
  async write(gone: readonly MentionId[]): Promise<void> {
    const keys: { mention: MentionId; blocking: string | null }[] = gone.map((mention) => ({
      mention,
      blocking: null,
    }));
    for (const { kind, id } of this.#models.usable) {
      const scored = this.#scored.get(kind);
      for (const mention of this.#fresh) {
        if (scored?.has(mention) !== true) continue;
        keys.push({ mention, blocking: [stampOf(id), ...scored.keysOf(mention)].join(' ') });
      }
    }
    if (keys.length > 0) await this.#transaction.run(noteBlockingKeys, { rows: keys });
    for (const { kind, id: model } of this.#models.usable) {
      const rows = [...(this.#scored.get(kind)?.matches(LEAST_KEPT) ?? [])].filter(
        ({ left, right }) => this.#fresh.has(left) || this.#fresh.has(right),
      );
      if (rows.length > 0) await this.#transaction.run(noteMatches, { model, rows });
    }
  }

  async #joinScored(
    scored: ScoredMentions,
    mentions: readonly IdentityMention[],
    { together, whole, different }: Given,
  ): Promise<{ readonly joins: readonly Join[]; readonly attention: readonly Attention[] }> {
    const inside = new Set(mentions.map(({ id }) => id));
    const standIns = new Map<MentionId, EntityId>();
    const members = [...mentions];
    for (const candidate of scored.matchesOf(inside, DEFAULT_CLUSTERING.stop)) {
      if (inside.has(candidate.id) || candidate.prior === null || !whole.has(candidate.prior)) continue;
      standIns.set(candidate.id, candidate.prior);
      members.push(candidate);
    }
    members.sort((left, right) => (left.id < right.id ? -1 : 1));
    await scored.score(members.map(({ id }) => id));
    const standing = members.filter(({ id }) => standIns.has(id));
    const standInOf = (id: MentionId | EntityId): MentionId | undefined =>
      members.find((member) => member.id === id || standIns.get(member.id) === id)?.id;
    const constraints = toConstraints(members, {
      onceIn: this.#models.onceIn,
      together: [...together, ...keepTogether(standing)],
      different: different.flatMap(([left, right]) => {
        const [one, other] = [standInOf(left), standInOf(right)];
        return one === undefined || other === undefined ? [] : [[one, other] as const];
      }),
    });
    const decision = decideGroups(members, await scored.cluster(members, constraints), constraints);
    const joins = decision.joins.flatMap(([left, right]): readonly Join[] => {
      const [one, other] = [standIns.get(left), standIns.get(right)];
      if (one === undefined) return [[left, other ?? right]];
      return other === undefined ? [[right, one]] : [];
    });
    const attention = decision.attention.filter(({ mentions }) => mentions.some((id) => this.#fresh.has(id)));
    return { joins, attention };
  }
}
