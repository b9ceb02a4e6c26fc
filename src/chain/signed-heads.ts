import type { KeyObject } from 'node:crypto';
import type { ReadLine } from './heads-file.ts';
import {
  type HeadLine,
  type HeadsLine,
  isEndorsed,
  isSigned,
  type KeyLine,
  keyOf,
  type LossLine,
} from './heads-line.ts';
import type { ReadTip } from './tip.ts';

/** What signed heads say of the chains, once the signatures are checked. */
export interface SignedHeads {
  /** Heads that still have to be found, by chain, in the order in which they were signed. */
  readonly heads: ReadonlyMap<string, readonly HeadLine[]>;
  readonly losses: readonly LossLine[];
  /** Keys in the order in which they came. */
  readonly keys: readonly KeyLine[];
  /** What is wrong with the signatures, in plain words. */
  readonly problems: readonly string[];
  /** What is worth knowing and not wrong, e.g. that a key was lost. */
  readonly notes: readonly string[];
}

/**
 * Reads heads and tips as one story. A loss that a person stands for excuses the heads behind it that were signed
 * before; nothing else does. `trusted`: id of the key that the reader knows to be the right one. A key that the one
 * before it did not endorse is a problem, unless the trusted key follows it and so vouches for it.
 */
export function readSignedHeads(
  lines: readonly ReadLine[],
  tips: readonly ReadTip[],
  trusted: string | undefined,
): SignedHeads {
  const story = new Story();
  for (const { number, line } of lines) story.take(`line ${number}`, line ?? 'unreadable');
  for (const { path, line } of tips) if (line !== 'none') story.take(path, line);
  return story.end(trusted);
}

class Story {
  readonly #known = new Map<string, KeyObject>();
  readonly #keys: KeyLine[] = [];
  readonly #heads = new Map<string, HeadLine[]>();
  readonly #losses: LossLine[] = [];
  readonly #problems: string[] = [];
  readonly #unendorsed: { readonly where: string; readonly line: KeyLine }[] = [];

  take(where: string, line: HeadsLine | 'unreadable'): void {
    if (line === 'unreadable') {
      this.#problems.push(`${where} is not readable`);
      return;
    }
    if (line.type === 'key') this.#learn(where, line);
    if (!isSigned(line, this.#known)) {
      this.#problems.push(`${where} is not signed by a key that is known`);
      return;
    }
    switch (line.type) {
      case 'key':
        return;
      case 'head':
        this.#headsOf(line.chain).push(line);
        return;
      case 'loss':
        this.#losses.push(line);
        // What is left is signed again by the same line.
        this.#heads.set(line.chain, [
          ...this.#headsOf(line.chain).filter(({ sequence }) => sequence <= line.sequence),
          { ...line, type: 'head' },
        ]);
        return;
    }
  }

  end(trusted: string | undefined): SignedHeads {
    if (trusted !== undefined && this.#keys.length > 0 && !this.#known.has(trusted))
      this.#problems.push(`no line brings the key ${trusted}`);
    const vouched = this.#listAncestors(trusted);
    const notes: string[] = [];
    for (const { where, line } of this.#unendorsed) {
      const target = vouched.has(line.key) ? notes : this.#problems;
      target.push(`${where}: the key ${line.key} was not endorsed by the one before it (“${line.reason}”)`);
    }
    const [heads, losses, keys, problems] = [this.#heads, this.#losses, this.#keys, this.#problems];
    return { heads, losses, keys, problems, notes };
  }

  #learn(where: string, line: KeyLine): void {
    if (this.#known.has(line.key)) return;
    const key = keyOf(line);
    if (key === undefined) {
      this.#problems.push(`${where} brings a key that is not the one it names`);
      return;
    }
    if (this.#keys.length > 0 && !isEndorsed(line, this.#known)) this.#unendorsed.push({ where, line });
    this.#known.set(line.key, key);
    this.#keys.push(line);
  }

  /** The trusted key and every key that it follows. */
  #listAncestors(trusted: string | undefined): ReadonlySet<string> {
    const found = new Set<string>();
    const byId = new Map(this.#keys.map((line) => [line.key, line]));
    for (let id = trusted ?? null; id !== null && !found.has(id); id = byId.get(id)?.previous ?? null)
      found.add(id);
    return found;
  }

  #headsOf(chain: string): HeadLine[] {
    const known = this.#heads.get(chain) ?? [];
    this.#heads.set(chain, known);
    return known;
  }
}
