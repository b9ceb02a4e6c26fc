/** How long others wait at most for who is the first to send a text: planning takes seldom longer, an answer may. */
const LONGEST_MILLISECONDS = 2_000;

type Plan = 'planned' | Promise<void>;

/**
 * Has a text that this process has not sent yet planned by one question before several send it at a time. Neo4j plans a text for each
 * who sends it until the first plan is kept: where twenty ask the same at once, each would wait for twenty plans. It keeps one plan
 * for every combination of types among the parameters.
 */
export class PlanOnce {
  readonly #longest: number;
  /** By text, then by the types of parameters: what is planned, or until when somebody has it planned. */
  readonly #plans = new Map<string, Map<string, Plan>>();

  constructor(longestMilliseconds = LONGEST_MILLISECONDS) {
    this.#longest = longestMilliseconds;
  }

  /** What `send` resolves to, which is called as soon as nobody else has the text planned; at once when the signal aborts. */
  async send<T>(text: string, params: object, send: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const plans = this.#plansOf(text);
    const types = Object.values(params).map(typeOf).join();
    for (let plan = plans.get(types); plan !== 'planned'; plan = plans.get(types)) {
      if (signal?.aborted === true) break;
      if (plan === undefined) return this.#sendFirst(plans, types, send, signal);
      await endOf(plan, signal);
    }
    return send();
  }

  /** Holds others up until it is answered, or has had time enough. Where it fails or is given up, one of them is the first. */
  #sendFirst<T>(
    plans: Map<string, Plan>,
    types: string,
    send: () => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const sent = send();
    const plan = new Promise<void>((resolve) => {
      const end = (isPlanned: boolean): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        // Only the first end counts: another may have become the first since.
        if (plans.get(types) === plan) {
          if (isPlanned) plans.set(types, 'planned');
          else plans.delete(types);
        }
        resolve();
      };
      const giveUp = (): void => end(false);
      const timer = setTimeout(() => end(true), this.#longest);
      signal?.addEventListener('abort', giveUp);
      sent.then(() => end(true), giveUp);
    });
    plans.set(types, plan);
    return sent;
  }

  #plansOf(text: string): Map<string, Plan> {
    const known = this.#plans.get(text);
    if (known !== undefined) return known;
    const plans = new Map<string, Plan>();
    this.#plans.set(text, plans);
    return plans;
  }
}

/** Resolves when a plan is made or not waited for any longer. */
function endOf(plan: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      signal?.removeEventListener('abort', end);
      resolve();
    };
    signal?.addEventListener('abort', end);
    void plan.then(end);
  });
}

/** What the server tells apart: lists by what is in them first, objects hardly. */
function typeOf(value: unknown): string {
  if (!Array.isArray(value)) return value === null ? 'null' : typeof value;
  return `[${value.length === 0 ? '' : typeof value[0]}]`;
}
