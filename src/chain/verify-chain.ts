import { listHeads, pageChain } from '../generated/statements.ts';
import type { Graph } from '../graph/graph.ts';
import { groupRows } from '../group-rows.ts';
import { digestContent, genesisHash, hashEntry } from './entry.ts';
import { readErasure } from './erasure.ts';
import type { HeadLine, LossLine } from './heads-line.ts';
import type { SignedHeads } from './signed-heads.ts';

/** What is wrong at one place of a chain. */
export interface Finding {
  readonly chain: string;
  readonly kind:
    | 'altered'
    | 'missing'
    | 'reordered'
    | 'cut-off'
    | 'rewritten'
    | 'erased'
    | 'head'
    | 'signature';
  /** Sequence number of the entry; null where it is about the whole. */
  readonly sequence: number | null;
  readonly message: string;
}

export interface Verdict {
  readonly entries: number;
  /** Entries whose content was erased; their places and hashes stay. */
  readonly erased: number;
  /** Signed heads that were found as they were signed. */
  readonly heads: number;
  readonly losses: readonly LossLine[];
  readonly notes: readonly string[];
  /** The first findings; nothing is wrong when there are none. */
  readonly findings: readonly Finding[];
  /** All of them. */
  readonly found: number;
}

const PAGE = 20_000n;
const MOST_FINDINGS = 50;

export interface VerifyOptions {
  /** Name of the one chain to verify; every one if it is left out. */
  readonly chain?: string | undefined;
  readonly onProgress: (entries: number) => void;
}

/** Reads chains from their first entry and holds them to themselves and to the signed heads. Memory stays flat. */
export async function verifyChains(
  graph: Graph,
  signed: SignedHeads,
  { chain: only, onProgress }: VerifyOptions,
): Promise<Verdict> {
  const findings = new Findings();
  for (const message of signed.problems)
    findings.add({ chain: '', kind: 'signature', sequence: null, message });
  const totals = { entries: 0, erased: 0, heads: 0 };
  const present = new Map((await graph.read(listHeads, {})).map((head) => [head.chain, head]));
  for (const chain of [...new Set([...present.keys(), ...signed.heads.keys()])].sort()) {
    if (only !== undefined && chain !== only) continue;
    const walk = new Walk(chain, present.get(chain), signed.heads.get(chain) ?? [], findings);
    for await (const page of pages(graph, chain)) {
      for (const entry of page) walk.take(entry);
      totals.entries += page.length;
      onProgress(totals.entries);
    }
    walk.end();
    totals.erased += walk.erased;
    totals.heads += walk.heads;
  }
  return {
    ...totals,
    losses: signed.losses,
    notes: signed.notes,
    findings: findings.first,
    found: findings.count,
  };
}

type Page = Awaited<ReturnType<typeof readPage>>;

function readPage(graph: Graph, chain: string, after: number) {
  return graph.read(pageChain, { chain, after: BigInt(after), limit: PAGE });
}

/** The next page is read while the one before is checked. */
async function* pages(graph: Graph, chain: string): AsyncGenerator<Page> {
  let next = readPage(graph, chain, -1);
  for (;;) {
    const page = await next;
    const last = page.at(-1);
    if (last === undefined) return;
    next = readPage(graph, chain, last.sequence);
    // A page that nobody waits for any more must not end the process.
    next.catch(() => undefined);
    yield page;
  }
}

class Findings {
  readonly first: Finding[] = [];
  count = 0;

  add(finding: Finding): void {
    this.count += 1;
    if (this.first.length < MOST_FINDINGS) this.first.push(finding);
  }
}

interface PresentHead {
  readonly sequence: number;
  readonly hash: string;
}

/** One pass along a chain. */
class Walk {
  erased = 0;
  heads = 0;
  readonly #chain: string;
  readonly #findings: Findings;
  /** As it was before the first entry was read: a chain that is written to grows meanwhile. */
  readonly #head: PresentHead | undefined;
  readonly #signed: ReadonlyMap<number, readonly HeadLine[]>;
  readonly #farthest: HeadLine | undefined;
  readonly #unannounced = new Set<number>();
  #sequence = 0;
  #hash: string;
  #at = 0;

  constructor(chain: string, head: PresentHead | undefined, signed: readonly HeadLine[], findings: Findings) {
    this.#chain = chain;
    this.#head = head;
    this.#findings = findings;
    this.#hash = genesisHash(chain);
    this.#signed = groupRows(signed, ({ sequence }) => sequence);
    this.#farthest = signed.reduce<HeadLine | undefined>(
      (far, head) => (far === undefined || head.sequence > far.sequence ? head : far),
      undefined,
    );
  }

  take(entry: Page[number]): void {
    const { sequence } = entry;
    if (sequence > this.#sequence + 1) {
      const first = this.#sequence + 1;
      const which = first === sequence - 1 ? `entry ${first} is` : `entries ${first} to ${sequence - 1} are`;
      this.#add('missing', first, `${which} missing`);
    } else if (entry.previous !== this.#hash)
      this.#add('reordered', sequence, `entry ${sequence} does not follow the one before it`);
    this.#checkContent(entry);
    if (entry.at < this.#at)
      this.#add('reordered', sequence, `entry ${sequence} is older than the one before`);
    for (const head of this.#signed.get(sequence) ?? []) {
      this.heads += 1;
      if (head.hash !== entry.hash)
        this.#add('rewritten', sequence, `entry ${sequence} is not the one that was signed at ${head.at}`);
    }
    if (this.#head?.sequence === sequence && this.#head.hash !== entry.hash)
      this.#add('head', sequence, `its head holds another hash than entry ${sequence}`);
    this.#sequence = sequence;
    this.#hash = entry.hash;
    this.#at = entry.at;
  }

  end(): void {
    if (this.#farthest !== undefined && this.#farthest.sequence > this.#sequence) {
      const { sequence, at } = this.#farthest;
      this.#add(
        'cut-off',
        this.#sequence,
        `it ends at ${this.#sequence}, but ${sequence} was signed at ${at}`,
      );
    }
    const says = this.#head?.sequence ?? 0;
    if (says > this.#sequence)
      this.#add('head', this.#sequence, `its head says ${says}, but it ends at ${this.#sequence}`);
    for (const sequence of this.#unannounced)
      this.#add('erased', sequence, `the content of entry ${sequence} was erased, and no entry says so`);
  }

  #checkContent(entry: Page[number]): void {
    const { sequence, at, previous, digest, salt, body, actor, scope } = entry;
    if (hashEntry({ chain: this.#chain, sequence, at, previous, digest }) !== entry.hash)
      this.#add('altered', sequence, `the place, the time or the hash of entry ${sequence} was altered`);
    if (salt === null && body === null) {
      this.erased += 1;
      this.#unannounced.add(sequence);
      return;
    }
    for (const [from, to] of readErasure(body ?? '')) {
      for (const one of this.#unannounced) if (one >= from && one <= to) this.#unannounced.delete(one);
    }
    const subjects = entry.subjects ?? [];
    if (digestContent(salt ?? '', { body: body ?? '', actor: actor ?? '', scope, subjects }) !== digest)
      this.#add('altered', sequence, `the content of entry ${sequence} was altered`);
  }

  #add(kind: Finding['kind'], sequence: number, message: string): void {
    this.#findings.add({ chain: this.#chain, kind, sequence, message });
  }
}
