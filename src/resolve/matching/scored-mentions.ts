import type { MentionId } from '../../ids.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import { IndexKeys } from '../engine/candidates/index-keys.ts';
import { CAP } from '../engine/candidates/key-rules.ts';
import type { ScoredPairs } from '../engine/clustering/cluster-pairs.ts';
import type { IdentityMention } from '../identity-claim.ts';
import type { StoredModel } from './model-store.ts';
import { toEngineMention } from './resolvable.ts';
import { scorerOf } from './scorers.ts';

interface KeyedMention {
  readonly mention: IdentityMention;
  readonly keys: readonly string[];
}

/** Mentions of one kind with their keys, and the weights of those of their pairs that were asked for. */
export class ScoredMentions {
  readonly kind: EntityKind;
  readonly #model: StoredModel;
  readonly #keys: IndexKeys;
  readonly #mentions = new Map<MentionId, KeyedMention>();
  /** Weight in bits by smaller and larger id. */
  readonly #weights = new Map<MentionId, Map<MentionId, number>>();

  constructor(model: StoredModel) {
    this.kind = model.kind;
    this.#model = model;
    this.#keys = new IndexKeys(model.model, model.common);
  }

  /** Log2 of the odds that two mentions are one before anything is compared. */
  get priorBits(): number {
    return this.#model.model.startBits;
  }

  has(id: MentionId): boolean {
    return this.#mentions.has(id);
  }

  add(mention: IdentityMention): void {
    if (this.#mentions.has(mention.id)) return;
    const keys = this.#keys.of(toEngineMention(mention.state));
    this.#mentions.set(mention.id, { mention, keys });
  }

  keysOf(id: MentionId): readonly string[] {
    return this.#mentions.get(id)?.keys ?? [];
  }

  /** Scores the pairs that share a key; `isWanted` says which of them matter. */
  async score(
    ids: Iterable<MentionId>,
    isWanted: (left: MentionId, right: MentionId) => boolean = () => true,
  ): Promise<void> {
    const members = [...ids].flatMap((id) => this.#mentions.get(id) ?? []);
    const places = new Map(members.map(({ mention }, place) => [mention.id, place]));
    const pairs = this.#pairsOf(members).filter(
      ([left, right]) => isWanted(left, right) && this.#weights.get(left)?.has(right) !== true,
    );
    const bits = await scorerOf(this.#model).score(
      members.map(({ mention }) => toEngineMention(mention.state)),
      pairs.map(([left, right]) => [places.get(left) ?? 0, places.get(right) ?? 0] as const),
    );
    pairs.forEach(([left, right], at) => {
      const known = this.#weights.get(left) ?? new Map<MentionId, number>();
      this.#weights.set(left, known.set(right, bits[at] ?? 0));
    });
  }

  /** Every pair that was scored and weighs at least so many bits. */
  *matches(
    least: number,
  ): Generator<{ readonly left: MentionId; readonly right: MentionId; readonly weight: number }> {
    for (const [left, others] of this.#weights)
      for (const [right, weight] of others) if (weight >= least) yield { left, right, weight };
  }

  /** Mentions that match one of some others by at least so many bits, whether they are among them or not. */
  matchesOf(ids: ReadonlySet<MentionId>, least: number): readonly IdentityMention[] {
    const found = new Set<MentionId>();
    for (const { left, right } of this.matches(least)) {
      if (ids.has(left)) found.add(right);
      if (ids.has(right)) found.add(left);
    }
    return [...found].flatMap((id) => this.#mentions.get(id)?.mention ?? []);
  }

  /** The pairs among some mentions by their places, in order. */
  pairsAmong(mentions: readonly IdentityMention[]): ScoredPairs {
    const places = new Map(mentions.map(({ id }, place) => [id, place]));
    const pairs: { readonly left: number; readonly right: number; readonly weight: number }[] = [];
    for (const { left, right, weight } of this.matches(Number.NEGATIVE_INFINITY)) {
      const [one, other] = [places.get(left), places.get(right)];
      if (one === undefined || other === undefined) continue;
      pairs.push({ left: Math.min(one, other), right: Math.max(one, other), weight });
    }
    pairs.sort((a, b) => a.left - b.left || a.right - b.right);
    return {
      left: Int32Array.from(pairs, ({ left }) => left),
      right: Int32Array.from(pairs, ({ right }) => right),
      bits: Float64Array.from(pairs, ({ weight }) => weight),
    };
  }

  /** Pairs that share a key which not too many share, the smaller id first, each once. */
  #pairsOf(members: readonly KeyedMention[]): readonly (readonly [MentionId, MentionId])[] {
    const byKey = new Map<string, MentionId[]>();
    for (const { mention, keys } of members) {
      for (const key of keys) {
        const sharing = byKey.get(key);
        if (sharing === undefined) byKey.set(key, [mention.id]);
        else sharing.push(mention.id);
      }
    }
    const seen = new Map<MentionId, Set<MentionId>>();
    const pairs: (readonly [MentionId, MentionId])[] = [];
    for (const sharing of byKey.values()) {
      if (sharing.length < 2 || sharing.length > CAP) continue;
      sharing.forEach((one, at) => {
        for (const other of sharing.slice(at + 1)) {
          const [left, right] = one < other ? [one, other] : [other, one];
          const known = seen.get(left) ?? new Set<MentionId>();
          if (known.has(right)) continue;
          seen.set(left, known.add(right));
          pairs.push([left, right]);
        }
      });
    }
    return pairs;
  }
}
