import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const Node = z.object({
  id: z.number(),
  labels: z.array(z.string()),
  properties: z.record(z.string(), z.unknown()),
});
const Relationship = z.object({
  from: z.number(),
  to: z.number(),
  type: z.string(),
  properties: z.record(z.string(), z.unknown()),
});

/** What a backup holds, without the numbers that a store gives its nodes: equal stores give equal contents. */
export function readContent(file: string): {
  readonly nodes: readonly string[];
  readonly relationships: readonly string[];
} {
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n').slice(1, -1);
  const nodes = new Map<number, string>();
  const relationships: string[] = [];
  for (const line of lines) {
    const value: unknown = JSON.parse(line);
    const node = Node.safeParse(value);
    if (node.success) {
      const { id, labels, properties } = node.data;
      // Each backup takes the lock, and the lock counts.
      nodes.set(id, write([[...labels].sort(), labels.includes('Lock') ? {} : properties]));
      continue;
    }
    const { from, to, type, properties } = Relationship.parse(value);
    relationships.push(write([nodes.get(from), type, nodes.get(to), properties]));
  }
  return { nodes: [...nodes.values()].sort(), relationships: relationships.sort() };
}

function write(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
