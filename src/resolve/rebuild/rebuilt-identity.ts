import { pageIdentityLog } from '../../generated/statements.ts';
import type { Graph } from '../../graph/graph.ts';
import { fromDateTime, toDateTime } from '../../graph/values.ts';
import { FAR_PAST } from '../../standardise/value.ts';
import { LogReplay, type ReplayedEvent } from './replay-log.ts';

/** An entry names all mentions of a batch. */
const PAGE = 50;

/** Identity as the log makes it, read on from where it was left. */
export class RebuiltIdentity {
  readonly replay = new LogReplay();
  readonly #graph: Graph;
  #after = FAR_PAST;
  #afterId = '';

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** Replays what was logged since, and gives how many entries that were. Only whole transactions are logged. */
  async readOn(signal?: AbortSignal): Promise<number> {
    let pending: ReplayedEvent[] = [];
    let entries = 0;
    for (;;) {
      signal?.throwIfAborted();
      const rows = await this.#graph.read(
        pageIdentityLog,
        { after: toDateTime(this.#after), afterId: this.#afterId, limit: BigInt(PAGE) },
        { signal },
      );
      for (const { at, id, ...event } of rows) {
        const time = fromDateTime(at);
        if (time !== this.#after) {
          this.replay.apply(pending);
          pending = [];
        }
        pending.push(event);
        [this.#after, this.#afterId] = [time, id];
      }
      entries += rows.length;
      if (rows.length < PAGE) break;
    }
    this.replay.apply(pending);
    return entries;
  }
}
