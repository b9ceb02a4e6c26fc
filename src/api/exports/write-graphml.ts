import type { ExportHead } from './export-head.ts';
import { type ExportContent, isList, isObject, type Json, type JsonObject } from './list-items.ts';

interface GraphNode {
  readonly id: string;
  readonly data: Map<string, string>;
}

interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/**
 * An export as GraphML: whatever has an `id` is a node, once however often it is named; so is what holds such things without an id of its
 * own, e.g. an encounter. An edge leads from each to what it holds, named like the field; what has `from` and `to` is an edge between
 * the two, named by its `type`. The question is the graph's data `jingwei`. Pure.
 */
export function writeGraphml(head: ExportHead, { items, beside }: ExportContent): string {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  items.forEach(({ root, list, item }, place) => {
    if (isObject(item))
      addObject(nodes, edges, item, [root, list, place].filter((part) => part !== '').join(' '));
  });
  const names = [...new Set([...nodes.values()].flatMap(({ data }) => [...data.keys()]))];
  const keyOf = new Map(names.map((name, index) => [name, `d${index}`]));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    '<key id="jingwei" for="graph" attr.name="jingwei" attr.type="string"/>',
    '<key id="label" for="edge" attr.name="label" attr.type="string"/>',
    ...names.map(
      (name) => `<key id="${keyOf.get(name)}" for="node" attr.name="${toXml(name)}" attr.type="string"/>`,
    ),
    '<graph id="answer" edgedefault="directed">',
    `<data key="jingwei">${toXml(JSON.stringify({ ...head, beside }))}</data>`,
    ...[...nodes.values()].map(
      ({ id, data }) =>
        `<node id="${toXml(id)}">${[...data].map(([name, text]) => `<data key="${keyOf.get(name)}">${toXml(text)}</data>`).join('')}</node>`,
    ),
    ...[...edges.values()].map(
      ({ from, to, label }) =>
        `<edge source="${toXml(from)}" target="${toXml(to)}"><data key="label">${toXml(label)}</data></edge>`,
    ),
    '</graph>',
    '</graphml>',
    '',
  ].join('\n');
}

/** Adds an object with all that it holds and gives its id. */
function addObject(
  nodes: Map<string, GraphNode>,
  edges: Map<string, GraphEdge>,
  object: JsonObject,
  fallback: string,
): string {
  const id = typeof object.id === 'string' ? object.id : fallback;
  const node = nodes.get(id) ?? { id, data: new Map() };
  nodes.set(id, node);
  for (const [name, value] of Object.entries(object)) {
    const held = objectsOf(value);
    if (held.length === 0) {
      if (name !== 'id' && value !== null)
        node.data.set(name, typeof value === 'string' ? value : JSON.stringify(value));
      continue;
    }
    held.forEach((one, place) => {
      const ends = endsOf(one);
      if (ends === null) {
        if (!holdsId(one)) {
          for (const [inner, text] of plainValues(one, name)) node.data.set(inner, text);
          return;
        }
        addEdge(edges, id, addObject(nodes, edges, one, `${id} ${name} ${place}`), name);
        return;
      }
      const [from, to] = ends.map((end) => addObject(nodes, edges, end, ''));
      addEdge(edges, from ?? '', to ?? '', typeof one.type === 'string' ? one.type : name);
    });
  }
  return id;
}

function addEdge(edges: Map<string, GraphEdge>, from: string, to: string, label: string): void {
  edges.set(JSON.stringify([from, to, label]), { from, to, label });
}

function objectsOf(value: Json): readonly JsonObject[] {
  if (isObject(value)) return [value];
  return isList(value) && value.every(isObject) ? value : [];
}

/** The two ends of a link, where both are things with ids. */
function endsOf({ from, to }: JsonObject): readonly [JsonObject, JsonObject] | null {
  return isObject(from) && isObject(to) && typeof from.id === 'string' && typeof to.id === 'string'
    ? [from, to]
    : null;
}

function holdsId(object: JsonObject): boolean {
  return (
    typeof object.id === 'string' || Object.values(object).some((value) => objectsOf(value).some(holdsId))
  );
}

function plainValues(object: JsonObject, path: string): readonly (readonly [string, string])[] {
  return Object.entries(object).flatMap(([name, value]) => {
    if (value === null) return [];
    if (isObject(value)) return plainValues(value, `${path}.${name}`);
    return [[`${path}.${name}`, typeof value === 'string' ? value : JSON.stringify(value)] as const];
  });
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 has no place for is left out. */
function toXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
