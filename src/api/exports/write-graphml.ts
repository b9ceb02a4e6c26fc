import type { ExportHead } from './export-head.ts';
import { GraphBuilder, type GraphEdge, type GraphNode, type Plain } from './graph-parts.ts';
import { type ExportContent, isObject } from './list-items.ts';

/**
 * An export as GraphML: whatever has an `id` is a node, once however often it is named; so is what holds such things without an id of its
 * own, e.g. an encounter. An edge leads from each to what it holds, named like the field; what has `from` and `to` is an edge between
 * the two, named by its `type`, with all else that it says; what holds it names it by the edge's id. The question is the graph's data
 * `jingwei`. Pure.
 */
export function writeGraphml(head: ExportHead, { items, beside }: ExportContent): string {
  const graph = new GraphBuilder();
  items.forEach(({ root, list, item }, place) => {
    if (isObject(item)) graph.add(item, [root, list, place].filter((part) => part !== '').join(' '));
  });
  const { nodes, edges } = graph;
  const nodeKeys = keysOf(nodes, 'd');
  const edgeKeys = keysOf(edges, 'e');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    '<key id="jingwei" for="graph" attr.name="jingwei" attr.type="string"/>',
    '<key id="label" for="edge" attr.name="label" attr.type="string"/>',
    ...declare(nodeKeys, nodes, 'node'),
    ...declare(edgeKeys, edges, 'edge'),
    '<graph id="answer" edgedefault="directed">',
    data('jingwei', JSON.stringify({ ...head, beside })),
    ...nodes.map((node) => `<node id="${toXml(node.id)}">${allData(node, nodeKeys)}</node>`),
    ...edges.map(
      (edge) =>
        `<edge id="${edge.id}" source="${toXml(edge.from)}" target="${toXml(edge.to)}">${data('label', edge.label)}${allData(edge, edgeKeys)}</edge>`,
    ),
    '</graph>',
    '</graphml>',
    '',
  ].join('\n');
}

type Keys = ReadonlyMap<string, string>;

type Part = GraphNode | GraphEdge;

function keysOf(parts: readonly Part[], prefix: string): Keys {
  const names = [...new Set(parts.flatMap((part) => [...part.data.keys()]))];
  return new Map(names.map((name, index) => [name, `${prefix}${index}`]));
}

function declare(keys: Keys, parts: readonly Part[], of: 'node' | 'edge'): readonly string[] {
  const types = new Map<string, DataType>();
  for (const [name, value] of parts.flatMap(({ data }) => [...data])) {
    const type = typeOf(value);
    types.set(name, (types.get(name) ?? type) === type ? type : 'string');
  }
  return [...keys].map(
    ([name, key]) =>
      `<key id="${key}" for="${of}" attr.name="${toXml(name)}" attr.type="${types.get(name) ?? 'string'}"/>`,
  );
}

/** Types of data as GraphML calls them. An attribute whose values are of several is text. */
type DataType = 'double' | 'boolean' | 'string';

function typeOf(value: Plain): DataType {
  if (typeof value === 'number') return 'double';
  return typeof value === 'boolean' ? 'boolean' : 'string';
}

function allData(part: Part, keys: Keys): string {
  return [...part.data].map(([name, value]) => data(keys.get(name) ?? '', String(value))).join('');
}

function data(key: string, text: string): string {
  return `<data key="${key}">${toXml(text)}</data>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 has no place for is left out. */
function toXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
