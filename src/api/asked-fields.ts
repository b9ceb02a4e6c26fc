import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/**
 * Whether a query asks for `child` of any field called one of `parents`, anywhere below the field that is being
 * resolved. Used to read in one statement what would otherwise take a second; being wrong only costs time.
 */
export function asksFor(info: GraphQLResolveInfo, parents: ReadonlySet<string>, child: string): boolean {
  const visited = new Set<string>();
  const search = (set: SelectionSetNode, below: boolean): boolean =>
    set.selections.some((selection) => {
      switch (selection.kind) {
        case 'Field': {
          if (below && selection.name.value === child) return true;
          const inside = parents.has(selection.name.value);
          return selection.selectionSet !== undefined && search(selection.selectionSet, inside);
        }
        case 'InlineFragment':
          return search(selection.selectionSet, below);
        case 'FragmentSpread': {
          const name = selection.name.value;
          const fragment = info.fragments[name];
          const key = `${name} ${below}`;
          if (fragment === undefined || visited.has(key)) return false;
          visited.add(key);
          return search(fragment.selectionSet, below);
        }
      }
    });
  return info.fieldNodes.some(
    ({ selectionSet }) => selectionSet !== undefined && search(selectionSet, false),
  );
}
