import type { Transaction } from '../graph/graph.ts';
import type { EntityId, MentionId } from '../ids.ts';
import type { EntityKind } from '../intake/mapped.ts';
import type { Join } from '../resolve/cluster.ts';
import type { ScoredPairs } from '../resolve/engine/clustering/cluster-pairs.ts';
import type { IdentityMention } from '../resolve/identity-claim.ts';
import type { JudgedPair } from '../resolve/judgements/judgement-reader.ts';
import type { Matcher } from '../resolve/matching/matcher.ts';
import { kindsOf, loadModelsInUse } from '../resolve/matching/model-store.ts';
import { ScoredMentions } from '../resolve/matching/scored-mentions.ts';
import { UnionFind } from '../resolve/union-find.ts';
import { splitApart } from './split-apart.ts';

/** Of a larger entity the weights of all pairs would cost too much: what nothing tells of stays with the most. */
const MOST_WEIGHED = 200;

/**
 * Moves what a person decided and nothing else: what is one entity today stays so, unless a judgement divides it.
 * `labels` says of some mentions where they belong instead of where they are; null: wherever what they share
 * identifiers with belongs. Lives for one transaction.
 */
export class JudgedMatcher implements Matcher {
  readonly attention = [];
  readonly #transaction: Transaction;
  readonly #labels: ReadonlyMap<MentionId, EntityId | null>;

  constructor(transaction: Transaction, labels: ReadonlyMap<MentionId, EntityId | null> = new Map()) {
    this.#transaction = transaction;
    this.#labels = labels;
  }

  async kinds(): Promise<ReadonlySet<EntityKind>> {
    return kindsOf(await loadModelsInUse(this.#transaction));
  }

  opens(): boolean {
    return false;
  }

  async expand(): Promise<readonly EntityId[]> {
    return [];
  }

  async follow(): Promise<readonly EntityId[]> {
    return [];
  }

  async join(
    mentions: readonly IdentityMention[],
    together: readonly (readonly MentionId[])[],
    _whole: ReadonlySet<EntityId>,
    different: readonly JudgedPair[],
  ): Promise<readonly Join[]> {
    const byId = new Map(mentions.map((mention) => [mention.id, mention]));
    const isMention = (id: MentionId | EntityId): id is MentionId => byId.has(id as MentionId);
    const divided = different.flatMap(([left, right]) =>
      isMention(left) && isMention(right) ? [[left, right] as const] : [],
    );
    const joins: Join[] = [];
    for (const parts of this.#groupParts(byId, together)) {
      const inside = new Set(parts.flat());
      const apart = divided.filter(([left, right]) => inside.has(left) && inside.has(right));
      const groups = apart.length === 0 ? [[...inside]] : await this.#divide(byId, parts, apart);
      for (const group of groups)
        group.slice(1).forEach((id, at) => {
          joins.push([group[at] ?? id, id]);
        });
    }
    return joins;
  }

  /** Parts that belong to one entity: today's, or the one that the labels name. */
  #groupParts(
    byId: ReadonlyMap<MentionId, IdentityMention>,
    together: readonly (readonly MentionId[])[],
  ): readonly (readonly (readonly MentionId[])[])[] {
    const parts = together.filter((part) => part.length > 0);
    const sets = new UnionFind(parts.length);
    const first = new Map<EntityId, number>();
    parts.forEach((part, place) => {
      for (const label of this.#labelsOf(byId, part)) {
        const known = first.get(label);
        if (known === undefined) first.set(label, place);
        else sets.join(known, place);
      }
    });
    const groups = new Map<number, (readonly MentionId[])[]>();
    parts.forEach((part, place) => {
      const root = sets.find(place);
      groups.set(root, [...(groups.get(root) ?? []), part]);
    });
    return [...groups.values()];
  }

  #labelsOf(
    byId: ReadonlyMap<MentionId, IdentityMention>,
    part: readonly MentionId[],
  ): ReadonlySet<EntityId> {
    const labelled = part.flatMap((id) =>
      this.#labels.has(id) ? (this.#labels.get(id) ?? []) : (byId.get(id)?.prior ?? []),
    );
    return new Set(labelled.length > 0 ? labelled : part.flatMap((id) => byId.get(id)?.prior ?? []));
  }

  async #divide(
    byId: ReadonlyMap<MentionId, IdentityMention>,
    parts: readonly (readonly MentionId[])[],
    apart: readonly (readonly [MentionId, MentionId])[],
  ): Promise<readonly (readonly MentionId[])[]> {
    const members = parts
      .flat()
      .flatMap((id) => byId.get(id) ?? [])
      .sort((left, right) => (left.id < right.id ? -1 : 1));
    const kind = members[0]?.kind;
    const pairs =
      kind === undefined || members.length > MOST_WEIGHED ? null : await this.#weigh(kind, members);
    return splitApart(
      members.map(({ id }) => id),
      parts,
      apart,
      pairs,
    );
  }

  /** Null where no model is in use. */
  async #weigh(kind: EntityKind, members: readonly IdentityMention[]): Promise<ScoredPairs | null> {
    const { usable } = await loadModelsInUse(this.#transaction);
    const model = usable.find((one) => one.kind === kind);
    if (model === undefined) return null;
    const scored = new ScoredMentions(model);
    for (const mention of members) scored.add(mention);
    await scored.score(members.map(({ id }) => id));
    return scored.pairsAmong(members);
  }
}
