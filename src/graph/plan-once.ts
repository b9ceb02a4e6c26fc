import { setTimeout as wait } from 'node:timers/promises';

/** How long a question waits at most for another that is the first to send the same text: planning takes seldom longer, an answer may. */
const LONGEST_MILLISECONDS = 2_000;

/**
 * Has a text that the server does not know planned by one question before several send it at a time. Neo4j plans a text for each
 * who sends it until the first plan is kept: where twenty ask the same at once, each would wait for twenty plans. It keeps one plan
 * for every combination of types among the parameters.
 */
export class PlanOnce {
  readonly #longest: number;
  /** By text, then by the types of parameters: what is planned, or who is having it planned. */
  readonly #plans = new Map<string, Map<string, 'planned' | Promise<void>>>();

  constructor(longestMilliseconds = LONGEST_MILLISECONDS) {
    this.#longest = longestMilliseconds;
  }

  /** What `send` resolves to, which is called as soon as nobody else is having the text planned; at once when the signal aborts. */
  async send<T>(text: string, params: object, send: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const plans = this.#plansOf(text);
    const types = Object.values(params).map(typeOf).join();
    const plan = plans.get(types);
    if (plan === 'planned') return send();
    if (plan !== undefined) {
      await this.#waitFor(plan, signal);
      return send();
    }
    const sent = send();
    plans.set(
      types,
      sent.then(
        () => void plans.set(types, 'planned'),
        // Whoever sent it hears why; the next one is the first.
        () => void plans.delete(types),
      ),
    );
    return sent;
  }

  #plansOf(text: string): Map<string, 'planned' | Promise<void>> {
    const known = this.#plans.get(text);
    if (known !== undefined) return known;
    const plans = new Map<string, 'planned' | Promise<void>>();
    this.#plans.set(text, plans);
    return plans;
  }

  async #waitFor(ahead: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
    const done = new AbortController();
    const signals = signal === undefined ? [done.signal] : [done.signal, signal];
    const late = wait(this.#longest, undefined, { signal: AbortSignal.any(signals) });
    // It ends with an error when it is not waited for any longer.
    await Promise.race([ahead, late.catch(() => undefined)]);
    done.abort();
  }
}

/** What the server tells apart: lists by what is in them first, objects hardly. */
function typeOf(value: unknown): string {
  if (!Array.isArray(value)) return value === null ? 'null' : typeof value;
  return `[${value.length === 0 ? '' : typeof value[0]}]`;
}
