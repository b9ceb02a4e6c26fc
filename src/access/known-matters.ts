import type { Graph } from '../graph/graph.ts';
import type { MatterModel } from './matter-model.ts';

/** A matter as it was found, and when that was asked, in milliseconds of `performance.now()`. */
export interface KnownMatter {
  readonly matter: MatterModel;
  readonly askedAt: number;
}

/** What this process knows of the matters of one graph. */
export interface KnownMatters {
  readonly byId: Map<string, KnownMatter>;
  /** Counts what this process changed, so that an answer which was on its way meanwhile is not kept. */
  changes: number;
}

const known = new WeakMap<Graph, KnownMatters>();

export function knownMatters(graph: Graph): KnownMatters {
  const matters = known.get(graph) ?? { byId: new Map(), changes: 0 };
  known.set(graph, matters);
  return matters;
}

/** The next request asks the graph again: this process has changed the matter. */
export function forgetMatter(graph: Graph, id: string): void {
  const matters = knownMatters(graph);
  matters.changes += 1;
  matters.byId.delete(id);
}
