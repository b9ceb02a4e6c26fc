import type { Graph } from './graph/graph.ts';
import type { Settings } from './settings.ts';

/** What every domain function is given first: the graph, the settings and the clock that it works with. */
export interface Context {
  readonly graph: Graph;
  readonly settings: Settings;
  /** Milliseconds since 1970, UTC. */
  readonly clock: () => number;
  /** Stops the work when it fires: the client went away, or its time ran out. */
  readonly signal?: AbortSignal | undefined;
}

/** The clock's present as a UTC instant in ISO form. */
export function now(context: Context): string {
  return new Date(context.clock()).toISOString();
}
