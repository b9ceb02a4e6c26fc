import { JingweiError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import type { AuditSettings } from '../settings.ts';
import { appendBehind, appendInside, loadHead } from './append-entries.ts';
import type { EntryDraft, Head } from './entry.ts';
import { fileEntries } from './file-entries.ts';
import { openWitness, type Witness } from './witness.ts';

interface Waiting {
  readonly draft: EntryDraft;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** Entries in one transaction: as many as wait, up to what a transaction carries easily. */
const MOST = 500;
/** Filing waits until nobody has appended for so long, in milliseconds. */
const REST = 2_000;
/** Entries that may wait to be filed however busy it is: whoever searches reads so many and some. */
const UNFILED = 20_000;

/**
 * One process's way to a chain. What is appended while a commit is under way goes into the next one together, so many
 * callers share the wait for the disk; whoever comes alone does not wait for others.
 */
export class Chain {
  readonly #graph: Graph;
  readonly #name: string;
  readonly #witness: Witness;
  readonly #clock: () => number;
  #waiting: Waiting[] = [];
  #working: Promise<void> | undefined;
  /** Where the chain ends as far as this process knows; another one may have gone on. */
  #head: Head | undefined;
  /** Entries since filing last came to its end; what an earlier process left is filed at the first rest. */
  #unfiled = 0;
  #filing: Promise<void> | undefined;
  #rest: NodeJS.Timeout | undefined;
  #isClosing = false;

  constructor(graph: Graph, name: string, witness: Witness, clock: () => number) {
    this.#graph = graph;
    this.#name = name;
    this.#witness = witness;
    this.#clock = clock;
  }

  /** Resolves when the entry is on disk and vouched for. Throws LOG_UNAVAILABLE: then nobody may be answered. */
  append(draft: EntryDraft): Promise<void> {
    const appended = new Promise<void>((done, failed) => {
      this.#waiting.push({ draft, done, failed });
    });
    this.#working ??= this.#work();
    return appended;
  }

  /** Waits for what is under way, and signs where the chain ends. */
  async close(): Promise<void> {
    await this.#working;
    this.#isClosing = true;
    clearTimeout(this.#rest);
    await this.#filing;
    await this.#witness.close();
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MOST);
      try {
        const head = await this.#commit(batch.map(({ draft }) => draft));
        this.#head = head;
        this.#witness.note(head);
        for (const { done } of batch) done();
        this.#unfiled += batch.length;
        if (this.#unfiled >= UNFILED) this.#filing ??= this.#file();
      } catch (error) {
        this.#head = undefined;
        const failure = new JingweiError('LOG_UNAVAILABLE', {}, error);
        for (const { failed } of batch) failed(failure);
      }
    }
    this.#working = undefined;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#filing ??= this.#file();
    }, REST).unref();
  }

  /** Nobody waits for it, and it lets callers go first. What fails is tried at the next rest, and found meanwhile. */
  async #file(): Promise<void> {
    const goesOn = () => !this.#isClosing && (this.#working === undefined || this.#unfiled >= UNFILED);
    try {
      await fileEntries(this.#graph, this.#name, goesOn);
      if (goesOn()) this.#unfiled = 0;
    } catch {
      this.#unfiled = 0;
    } finally {
      this.#filing = undefined;
    }
  }

  async #commit(drafts: readonly EntryDraft[]): Promise<Head> {
    const head = this.#head ?? (await loadHead(this.#graph, this.#name));
    const appended = await appendBehind(this.#graph, head, drafts, this.#clock());
    if (appended !== undefined) return appended;
    // Another process was faster. Hold the head this time.
    return this.#graph.write((transaction) => appendInside(transaction, this.#name, drafts, this.#clock()));
  }
}

/** Opens a chain for appending. Throws AUDIT_KEY, AUDIT_HEADS, LOG_BROKEN. */
export async function openChain(
  context: { readonly graph: Graph; readonly clock: () => number },
  settings: AuditSettings,
  name: string,
): Promise<Chain> {
  const witness = await openWitness(context, settings, name);
  return new Chain(context.graph, name, witness, context.clock);
}
