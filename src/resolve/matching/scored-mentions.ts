import type { MentionId } from '../../ids.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import { exclusiveNumbers } from '../engine/candidates/bearers.ts';
import { IndexKeys, keyOf } from '../engine/candidates/index-keys.ts';
import { CAP, MOST_SHARING } from '../engine/candidates/key-rules.ts';
import { clusterFolded, type FoldedClustering } from '../engine/cluster-folded.ts';
import type { ScoredPairs } from '../engine/clustering/cluster-pairs.ts';
import type { Constraints } from '../engine/clustering/constraints.ts';
import { type Folded, Folding, foldAlike } from '../engine/fold.ts';
import type { EngineMention } from '../engine/mention.ts';
import type { IdentityMention } from '../identity-claim.ts';
import type { StoredModel } from './model-store.ts';
import { pairBetween, pairWithin } from './pair-mentions.ts';
import { type OnceRoles, toEngineMention } from './resolvable.ts';
import { scorerOf } from './scorers.ts';

/** Mentions that say the very same: one of them is compared for all. */
interface Voice {
  /** The one of the smallest id, as in a run. */
  mention: EngineMention;
  /** The sound number that they bear, for which they count as one thing with others. */
  readonly number: string | undefined;
  /** Numbers of the keys that it is found by. */
  readonly codes: readonly number[];
  readonly members: IdentityMention[];
}

type PairOfVoices = readonly [left: number, right: number];
type Weights = Map<number, Map<number, number>>;

/** Mentions of one kind with their keys, and the weights of those of their pairs that were asked for. */
export class ScoredMentions {
  readonly kind: EntityKind;
  readonly #model: StoredModel;
  readonly #keys: IndexKeys;
  readonly #onceIn: OnceRoles | undefined;
  readonly #folding = new Folding();
  readonly #voices: Voice[] = [];
  readonly #voiceOf = new Map<MentionId, number>();
  /** Weight in bits by the smaller and the larger number of two voices; of one with itself where it speaks for several. */
  readonly #weights: Weights = new Map();
  /** The same of voices that shared no key and were held to each other since they speak for clusters: no candidates. */
  readonly #between: Weights = new Map();

  constructor(model: StoredModel, onceIn?: OnceRoles) {
    this.kind = model.kind;
    this.#model = model;
    this.#onceIn = onceIn;
    this.#keys = new IndexKeys(model.model, model.common, scorerOf(model).features);
  }

  has(id: MentionId): boolean {
    return this.#voiceOf.has(id);
  }

  add(mention: IdentityMention): void {
    if (this.#voiceOf.has(mention.id)) return;
    const engine = toEngineMention(mention.state, this.#onceIn);
    const voice = this.#folding.add(engine);
    this.#voiceOf.set(mention.id, voice);
    const known = this.#voices[voice];
    if (known === undefined) {
      const [number] = exclusiveNumbers(engine).map((one) => one.join(':'));
      this.#voices.push({ mention: engine, number, codes: this.#keys.codesOf(engine), members: [mention] });
      return;
    }
    known.members.push(mention);
    if (engine.id < known.mention.id) known.mention = engine;
  }

  keysOf(id: MentionId): readonly string[] {
    return (this.#voices[this.#voiceOf.get(id) ?? -1]?.codes ?? []).map(keyOf);
  }

  /** Scores the pairs that share a key; `isWanted` says which of them matter. */
  async score(
    ids: Iterable<MentionId>,
    isWanted: (mention: IdentityMention) => boolean = () => true,
  ): Promise<void> {
    const voices = this.#voicesOf(ids);
    const wanted = new Set(voices.filter((voice) => this.#voices[voice]?.members.some(isWanted) === true));
    const pairs = pairsOf(
      voices.map((voice) => [voice, this.#voices[voice]?.codes ?? []] as const),
      (voice) => this.#voices[voice]?.number ?? voice,
    );
    await this.#weigh(
      this.#weights,
      pairs.filter(([left, right]) => wanted.has(left) || wanted.has(right)),
    );
  }

  /**
   * Pairs that were scored and weigh at least so many bits. Of very many that say the same each is paired with the first of the
   * others alone, so that a thousand beside a thousand are not a million.
   */
  *matches(
    least: number,
  ): Generator<{ readonly left: MentionId; readonly right: MentionId; readonly weight: number }> {
    for (const [one, other, weight] of this.#pairs(least)) {
      const [ours, theirs] = [this.#voices[one]?.members ?? [], this.#voices[other]?.members ?? []];
      for (const [left, right] of one === other ? pairWithin(ours) : pairBetween(ours, theirs))
        yield { left, right, weight };
    }
  }

  /** Mentions that say the same as one of some others, or match it by at least so many bits, whether they are among them or not. */
  matchesOf(ids: ReadonlySet<MentionId>, least: number): readonly IdentityMention[] {
    const asked = new Set(this.#voicesOf(ids));
    const found = new Set(asked);
    for (const [one, other] of this.#pairs(least)) {
      if (asked.has(one)) found.add(other);
      if (asked.has(other)) found.add(one);
    }
    return [...found].flatMap((voice) => this.#voices[voice]?.members ?? []);
  }

  /** The pairs among some mentions by their places, in order. */
  async pairsAmong(mentions: readonly IdentityMention[]): Promise<ScoredPairs> {
    const places = new Map<number, number[]>();
    mentions.forEach(({ id }, place) => {
      const voice = this.#voiceOf.get(id);
      if (voice !== undefined) places.set(voice, [...(places.get(voice) ?? []), place]);
    });
    await this.#weigh(
      this.#weights,
      [...places].flatMap(([voice, own]) => (own.length > 1 ? [[voice, voice] as const] : [])),
    );
    const pairs: (readonly [left: number, right: number, weight: number])[] = [];
    for (const [one, other, weight] of this.#pairs(Number.NEGATIVE_INFINITY))
      for (const left of places.get(one) ?? [])
        for (const right of places.get(other) ?? [])
          if (one !== other || left < right)
            pairs.push([Math.min(left, right), Math.max(left, right), weight]);
    return toScoredPairs(pairs);
  }

  /** Clusters some mentions, all of whose pairs that share a key are scored, as a run would. */
  async cluster(mentions: readonly IdentityMention[], constraints: Constraints): Promise<FoldedClustering> {
    const folded = foldAlike(mentions.map(({ state }) => toEngineMention(state, this.#onceIn)));
    const speaking = [...folded.first].flatMap((place) => mentions[place] ?? []);
    return clusterFolded(folded, await this.pairsAmong(speaking), constraints, {
      prior: this.#model.model.startBits,
      weighAlone: (places) => this.#weighAlone(places, speaking),
      weighClusters: (places) => this.#weighClusters(places, speaking, folded),
    });
  }

  async #weighAlone(
    places: readonly number[],
    speaking: readonly IdentityMention[],
  ): Promise<ReadonlyMap<number, number>> {
    const voices = places.map((place) => this.#voiceAt(speaking, place));
    await this.#weigh(
      this.#weights,
      voices.map((voice) => [voice, voice] as const),
    );
    return new Map(
      places.map((place, at) => {
        const voice = voices[at] ?? -1;
        return [place, this.#weights.get(voice)?.get(voice) ?? Number.NEGATIVE_INFINITY];
      }),
    );
  }

  /** Few clusters share an atom that many mentions do, so that each makes a key by itself here. */
  async #weighClusters(
    places: readonly number[],
    speaking: readonly IdentityMention[],
    { distinct }: Folded,
  ): Promise<ScoredPairs> {
    const keyed = places.map((place) => {
      const mention = distinct[place];
      return [place, mention === undefined ? [] : this.#keys.soleOf(mention)] as const;
    });
    const numberOf = (place: number): string | number =>
      this.#voices[this.#voiceAt(speaking, place)]?.number ?? place;
    const fresh = pairsOf(keyed, numberOf)
      .map(([one, other]) => ({ one, other, voices: this.#voicePair(speaking, one, other) }))
      .filter(({ voices: [left, right] }) => this.#weights.get(left)?.has(right) !== true);
    await this.#weigh(
      this.#between,
      fresh.map(({ voices }) => voices),
    );
    return toScoredPairs(
      fresh.map(({ one, other, voices: [left, right] }) => [
        Math.min(one, other),
        Math.max(one, other),
        this.#between.get(left)?.get(right) ?? 0,
      ]),
    );
  }

  #voicePair(speaking: readonly IdentityMention[], one: number, other: number): PairOfVoices {
    const [left, right] = [this.#voiceAt(speaking, one), this.#voiceAt(speaking, other)];
    return left < right ? [left, right] : [right, left];
  }

  #voiceAt(speaking: readonly IdentityMention[], place: number): number {
    const id = speaking[place]?.id;
    return (id === undefined ? undefined : this.#voiceOf.get(id)) ?? -1;
  }

  #voicesOf(ids: Iterable<MentionId>): readonly number[] {
    return [...new Set([...ids].flatMap((id) => this.#voiceOf.get(id) ?? []))];
  }

  async #weigh(into: Weights, pairs: readonly PairOfVoices[]): Promise<void> {
    const fresh = pairs.filter(([left, right]) => into.get(left)?.has(right) !== true);
    if (fresh.length === 0) return;
    const voices = [...new Set(fresh.flat())];
    const places = new Map(voices.map((voice, place) => [voice, place]));
    const bits = await scorerOf(this.#model).score(
      voices.flatMap((voice) => this.#voices[voice]?.mention ?? []),
      fresh.map(([left, right]) => {
        const [one, other] = this.#inOrder(left, right);
        return [places.get(one) ?? 0, places.get(other) ?? 0] as const;
      }),
    );
    fresh.forEach(([left, right], at) => {
      const known = into.get(left) ?? new Map<number, number>();
      into.set(left, known.set(right, bits[at] ?? 0));
    });
  }

  /** The smaller id stands left wherever two are compared. */
  #inOrder(one: number, other: number): PairOfVoices {
    const [left, right] = [this.#voices[one]?.mention.id ?? '', this.#voices[other]?.mention.id ?? ''];
    return left < right ? [one, other] : [other, one];
  }

  *#pairs(least: number): Generator<readonly [one: number, other: number, weight: number]> {
    for (const [one, others] of this.#weights)
      for (const [other, weight] of others) if (weight >= least) yield [one, other, weight];
  }
}

/** Pairs that share a key which not too many things share, the smaller number first, each once. */
function pairsOf(
  keyed: readonly (readonly [number, readonly number[]])[],
  thingOf: (one: number) => string | number,
): readonly PairOfVoices[] {
  const byKey = new Map<number, number[]>();
  for (const [one, keys] of keyed) {
    for (const key of keys) {
      const sharing = byKey.get(key);
      if (sharing === undefined) byKey.set(key, [one]);
      else sharing.push(one);
    }
  }
  const seen = new Map<number, Set<number>>();
  const pairs: PairOfVoices[] = [];
  for (const sharing of byKey.values()) {
    if (sharing.length < 2 || sharing.length > MOST_SHARING) continue;
    if (new Set(sharing.map(thingOf)).size > CAP) continue;
    sharing.forEach((one, at) => {
      for (const other of sharing.slice(at + 1)) {
        const [left, right] = one < other ? [one, other] : [other, one];
        const known = seen.get(left) ?? new Set<number>();
        if (known.has(right)) continue;
        seen.set(left, known.add(right));
        pairs.push([left, right]);
      }
    });
  }
  return pairs;
}

function toScoredPairs(pairs: (readonly [left: number, right: number, weight: number])[]): ScoredPairs {
  const sorted = pairs.toSorted(([a, b], [c, d]) => a - c || b - d);
  return {
    left: Int32Array.from(sorted, ([left]) => left),
    right: Int32Array.from(sorted, ([, right]) => right),
    bits: Float64Array.from(sorted, ([, , weight]) => weight),
  };
}
