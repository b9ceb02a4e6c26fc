import { isList, isObject, type Json, type JsonObject } from './list-items.ts';

/** A value as an attribute holds it. */
export type Plain = string | number | boolean;

export interface GraphNode {
  readonly id: string;
  readonly data: ReadonlyMap<string, Plain>;
}

export interface GraphEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly data: ReadonlyMap<string, Plain>;
}

type Ends = Pick<GraphEdge, 'from' | 'to' | 'label'>;

/** Something between two things, of which both are in the answer with their ids. */
interface Between {
  readonly from: JsonObject;
  readonly to: JsonObject;
  /** All else that it says. */
  readonly said: JsonObject;
}

/** Nodes and edges of the objects that an answer holds. */
export class GraphBuilder {
  readonly #nodes = new Map<string, { readonly id: string; readonly data: Map<string, Plain> }>();
  readonly #edges = new Map<string, GraphEdge>();

  get nodes(): readonly GraphNode[] {
    return [...this.#nodes.values()];
  }

  get edges(): readonly GraphEdge[] {
    return [...this.#edges.values()];
  }

  /** Adds an object with all that it holds and gives the id of its node, which is its own or `fallback`. */
  add(object: JsonObject, fallback: string): string {
    const id = typeof object.id === 'string' ? object.id : fallback;
    const { data } = this.#nodes.get(id) ?? this.#addNode(id);
    for (const [name, value] of Object.entries(object)) {
      const held = objectsOf(value);
      const between = held.flatMap((one) => betweenOf(one) ?? []);
      if (between.length > 0) data.set(name, JSON.stringify(this.#addLinks(between, name)));
      held.forEach((one, place) => {
        if (betweenOf(one) === null && holdsId(one))
          this.#addEdge({ from: id, to: this.add(one, `${id} ${name} ${place}`), label: name }, new Map());
      });
      const others = held.filter((one) => !holdsId(one));
      if (name === 'id' || (held.length > 0 && others.length === 0)) continue;
      const plain = others.length < held.length ? others : value;
      for (const [inner, one] of plainValues(plain, name)) data.set(inner, one);
    }
    return id;
  }

  #addNode(id: string): { readonly id: string; readonly data: Map<string, Plain> } {
    const node = { id, data: new Map<string, Plain>() };
    this.#nodes.set(id, node);
    return node;
  }

  /**
   * Adds the links of one list, and gives the ids of their edges in its order. What says the same of the same two is one link, however many
   * lists it is in; a list holds a link once, so what it says twice is two.
   */
  #addLinks(links: readonly Between[], name: string): readonly string[] {
    const times = new Map<string, number>();
    return links.map(({ from, to, said }) => {
      const label = typeof said.type === 'string' ? said.type : name;
      const ends = { from: this.add(from, ''), to: this.add(to, ''), label };
      const told = Object.entries(said).filter(([field, value]) => field !== 'type' || value !== label);
      const data = new Map(told.flatMap(([field, value]) => plainValues(value, field)));
      const key = keyOf(ends, data);
      const time = times.get(key) ?? 0;
      times.set(key, time + 1);
      const id = this.#addEdge(ends, data, time);
      // What a link names is there too: its data says by which ids.
      for (const [field, value] of told)
        objectsOf(value).forEach((one, place) => {
          if (holdsId(one)) this.add(one, `${id} ${field} ${place}`);
        });
      return id;
    });
  }

  #addEdge(ends: Ends, data: ReadonlyMap<string, Plain>, time = 0): string {
    const key = `${keyOf(ends, data)} ${time}`;
    const edge = this.#edges.get(key) ?? { id: `edge${this.#edges.size}`, ...ends, data };
    this.#edges.set(key, edge);
    return edge.id;
  }
}

/** The same however its fields are ordered. */
function keyOf({ from, to, label }: Ends, data: ReadonlyMap<string, Plain>): string {
  return JSON.stringify([from, to, label, [...data].sort(([one], [other]) => (one < other ? -1 : 1))]);
}

function objectsOf(value: Json): readonly JsonObject[] {
  if (isObject(value)) return [value];
  return isList(value) && value.every(isObject) ? value : [];
}

function betweenOf({ from, to, ...said }: JsonObject): Between | null {
  return isObject(from) && isObject(to) && typeof from.id === 'string' && typeof to.id === 'string'
    ? { from, to, said }
    : null;
}

function holdsId(object: JsonObject): boolean {
  return (
    typeof object.id === 'string' || Object.values(object).some((value) => objectsOf(value).some(holdsId))
  );
}

/** The values below a field by their paths (`period.from`); a list is JSON. */
function plainValues(value: Json | undefined, path: string): readonly (readonly [string, Plain])[] {
  if (value === null || value === undefined) return [];
  if (isObject(value))
    return Object.entries(value).flatMap(([name, inner]) => plainValues(inner, `${path}.${name}`));
  return [[path, typeof value === 'object' ? JSON.stringify(value) : value]];
}
