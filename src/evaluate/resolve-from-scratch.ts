import type { Constraints } from '../resolve/engine/clustering/constraints.ts';
import { constraintsOf } from '../resolve/engine/clustering/constraints-of.ts';
import { decideClusters } from '../resolve/engine/clustering/decide-clusters.ts';
import type { EngineMention } from '../resolve/engine/mention.ts';
import { type Resolution, type ResolveOptions, resolveMentions } from '../resolve/engine/resolve-mentions.ts';
import type { Workspace } from '../resolve/engine/sql/workspace.ts';
import { countNames, findTogether, UNMET } from '../resolve/identified.ts';
import { findName, type IdentityMention } from '../resolve/identity-claim.ts';

/**
 * What a run in an empty graph would make of mentions of one kind: identifiers hold together first, then weights decide,
 * and what bears too many names is taken apart. `same`: the pairs that identifiers hold together (`findSame`).
 */
export async function resolveFromScratch(
  workspace: Workspace,
  mentions: readonly EngineMention[],
  same: Constraints['same'],
  options: Pick<ResolveOptions, 'model' | 'onCandidates'> = {},
): Promise<Resolution> {
  const constraints = { ...constraintsOf(mentions), same };
  const resolution = await resolveMentions(workspace, mentions, { ...options, constraints });
  const { clusters } = decideClusters(resolution, constraints, {
    nameOf: (place) => findName(mentions[place]?.attributes ?? []),
    priorOf: () => null,
  });
  return { ...resolution, clusters };
}

/** The pairs that identifiers hold together, of the mentions that bear a number which shows who they are, by their places. */
export function findSame(identified: ReadonlyMap<number, IdentityMention>): Constraints['same'] {
  const mentions = [...identified.values()];
  const places = new Map([...identified].map(([place, { id }]) => [id, place]));
  const identifiers = new Map(
    mentions.flatMap(({ claims }) => claims.map(({ key }) => [key, UNMET] as const)),
  );
  countNames(mentions, identifiers);
  return findTogether(mentions, identifiers).flatMap((group) => {
    const [first = -1, ...rest] = group.flatMap((id) => places.get(id) ?? []).sort((a, b) => a - b);
    return rest.map((place) => [first, place] as const);
  });
}
