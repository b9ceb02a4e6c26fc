import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../access/caller.ts';
import type { ServedRequest } from './served-request.ts';

/** What the server knows of the HTTP requests in its hands, without writing on the objects of others. */
export class RequestRegistry {
  readonly #served = new WeakMap<IncomingMessage, ServedRequest>();
  readonly #callers = new WeakMap<IncomingMessage, Caller>();
  /** Each request as often as something of it goes on: its answer, its work. */
  readonly #unfinished = new Map<ServedRequest, number>();
  #whenIdle: (() => void) | undefined;

  open(request: IncomingMessage, response: ServerResponse, served: ServedRequest): void {
    this.#served.set(request, served);
    this.#begin(served);
    response.once('close', () => this.#end(served));
  }

  get(request: IncomingMessage): ServedRequest {
    const served = this.#served.get(request);
    if (served === undefined) throw new Error('The request was never opened');
    return served;
  }

  setCaller(request: IncomingMessage, caller: Caller): void {
    this.#callers.set(request, caller);
  }

  getCaller(request: IncomingMessage): Caller {
    const caller = this.#callers.get(request);
    if (caller === undefined) throw new Error('The request passed no sign-in');
    return caller;
  }

  /** Does a request's work, which may outlast its answer; whoever stops the server waits for both. */
  async work<T>(served: ServedRequest, run: () => Promise<T>): Promise<T> {
    this.#begin(served);
    try {
      return await run();
    } finally {
      served.finish();
      this.#end(served);
    }
  }

  /** Waits until no request is left, at most some milliseconds. */
  async waitUntilIdle(milliseconds: number): Promise<void> {
    if (this.#unfinished.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#whenIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  listUnfinished(): readonly ServedRequest[] {
    return [...this.#unfinished.keys()];
  }

  #begin(served: ServedRequest): void {
    this.#unfinished.set(served, (this.#unfinished.get(served) ?? 0) + 1);
  }

  #end(served: ServedRequest): void {
    const left = (this.#unfinished.get(served) ?? 0) - 1;
    if (left > 0) this.#unfinished.set(served, left);
    else this.#unfinished.delete(served);
    if (this.#unfinished.size === 0) this.#whenIdle?.();
  }
}
