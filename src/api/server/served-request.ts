import { setMaxListeners } from 'node:events';
import { JingweiError } from '../../errors.ts';

/** What a request turned out to be, for the log and the metrics. */
export type RequestKind = 'query' | 'export' | 'mutation' | 'upload' | 'page' | 'probe' | 'other';

const OPERATION_LENGTH = 64;

/** One HTTP request from its first line to the end of its work, which may come after its client left. */
export class ServedRequest {
  readonly id: string;
  kind: RequestKind = 'other';
  /** Code from the table of errors, or OK, or CLIENT_GONE. */
  code = 'OK';
  readonly #started = performance.now();
  readonly #controller = new AbortController();
  #operation = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(id: string) {
    this.id = id;
    // Each statement of a request listens, and a request may run many at once.
    setMaxListeners(0, this.signal);
  }

  /** Fires when the work is of no use any more; its reason is the error to tell. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get milliseconds(): number {
    return performance.now() - this.#started;
  }

  /** The name that the client gave its operation; empty when it gave none. */
  get operation(): string {
    return this.#operation;
  }

  set operation(name: string) {
    this.#operation = name.slice(0, OPERATION_LENGTH);
  }

  /** What to tell the caller whose work was stopped; undefined while it goes on, or when nobody is left to be told. */
  get stoppedBy(): JingweiError | undefined {
    const { aborted, reason }: { aborted: boolean; reason: unknown } = this.signal;
    return aborted && reason instanceof JingweiError ? reason : undefined;
  }

  stop(reason: Error): void {
    this.#controller.abort(reason);
  }

  /** Stops the work after some seconds, unless {@link finish} comes first. */
  limitTime(seconds: number): void {
    this.#timer = setTimeout(() => this.stop(new JingweiError('TIMEOUT', { seconds })), seconds * 1000);
  }

  finish(): void {
    clearTimeout(this.#timer);
  }
}
