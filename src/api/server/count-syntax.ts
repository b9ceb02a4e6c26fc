import { type DocumentNode, Kind, visit } from 'graphql';

/** What makes a short document dear, counted as it is written. */
export interface SyntaxCounts {
  readonly aliases: number;
  readonly directives: number;
  readonly readsSchema: boolean;
}

const SCHEMA_FIELDS = new Set(['__schema', '__type']);

export function countSyntax(document: DocumentNode): SyntaxCounts {
  let aliases = 0;
  let directives = 0;
  let readsSchema = false;
  visit(document, {
    enter: (node) => {
      if (node.kind === Kind.DIRECTIVE) directives += 1;
      if (node.kind !== Kind.FIELD) return;
      if (node.alias !== undefined) aliases += 1;
      if (SCHEMA_FIELDS.has(node.name.value)) readsSchema = true;
    },
  });
  return { aliases, directives, readsSchema };
}
