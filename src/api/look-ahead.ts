import {
  type FieldNode,
  type GraphQLResolveInfo,
  getArgumentValues,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';

/** Fields that a query asks for below some others, fragments opened. Conditions (@skip) are taken as met. */
export function fieldsBelow(
  { fragments }: Pick<GraphQLResolveInfo, 'fragments'>,
  parents: readonly FieldNode[],
): readonly FieldNode[] {
  const found: FieldNode[] = [];
  // Fragments that spread each other twice at every level would double the work at each.
  const opened = new Set<string>();
  const open = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === 'Field') found.push(selection);
      else if (selection.kind === 'InlineFragment') open(selection.selectionSet);
      else {
        const fragment = fragments[selection.name.value];
        if (fragment === undefined || opened.has(selection.name.value)) continue;
        opened.add(selection.name.value);
        open(fragment.selectionSet);
      }
    }
  };
  for (const { selectionSet } of parents) if (selectionSet !== undefined) open(selectionSet);
  return found;
}

/** Those fields of that name. */
export function named(fields: readonly FieldNode[], ...names: readonly string[]): readonly FieldNode[] {
  return fields.filter(({ name }) => names.includes(name.value));
}

/** The arguments that a field of an object type is asked with, defaults filled in. */
export function argumentsOf(
  info: GraphQLResolveInfo,
  type: string,
  field: FieldNode,
): Readonly<Record<string, unknown>> {
  const owner = info.schema.getType(type);
  const definition = isObjectType(owner) ? owner.getFields()[field.name.value] : undefined;
  return definition === undefined ? {} : getArgumentValues(definition, field, info.variableValues);
}

/** Where a query asks for the nodes of some connections. */
export function nodesOf(info: GraphQLResolveInfo, lists: readonly FieldNode[]): readonly FieldNode[] {
  const fields = fieldsBelow(info, lists);
  return [...named(fields, 'nodes'), ...named(fieldsBelow(info, named(fields, 'edges')), 'node')];
}

/** Whether a query asks for the attributes of the mentions that are being listed. */
export function asksForAttributes(info: GraphQLResolveInfo, mentions = info.fieldNodes): boolean {
  return named(fieldsBelow(info, nodesOf(info, mentions)), 'attributes').length > 0;
}

/** Whether a query asks for the names of the entities at the ends of the links that are being listed. */
export function asksForNames(info: GraphQLResolveInfo): boolean {
  const ends = named(fieldsBelow(info, nodesOf(info, info.fieldNodes)), 'from', 'to', 'other');
  return named(fieldsBelow(info, ends), 'name').length > 0;
}

/** Whether a query asks for whom and what the records mention that are being listed. */
export function asksForEntities(info: GraphQLResolveInfo): boolean {
  return named(fieldsBelow(info, nodesOf(info, info.fieldNodes)), 'entities').length > 0;
}
