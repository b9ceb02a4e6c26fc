import type { MentionId } from '../../ids.ts';
import type { Judged } from './judged.ts';

/**
 * The algebra of judgements. SAME is transitive: mentions that it ties together are one class. DIFFERENT keeps whole
 * classes apart. A set of judgements is consistent when no class is apart from itself; {@link findContradiction} tells
 * before one more is taken in. Pure; the order of the judgements does not show.
 */
export class JudgedClasses {
  readonly #parent = new Map<MentionId, MentionId>();
  readonly #apart = new Map<MentionId, Set<MentionId>>();

  constructor(judgements: Iterable<Judged>) {
    const different: Judged[] = [];
    for (const judged of judgements) {
      for (const mention of [...judged.left, ...judged.right]) this.#note(mention);
      if (judged.verdict === 'DIFFERENT') different.push(judged);
      else {
        const [first, ...rest] = [...judged.left, ...judged.right];
        for (const mention of rest) if (first !== undefined) this.#join(first, mention);
      }
    }
    for (const { left, right } of different) {
      const theirs = this.#classesOf(right);
      for (const ours of this.#classesOf(left))
        for (const other of theirs) {
          this.#apartFrom(ours).add(other);
          this.#apartFrom(other).add(ours);
        }
    }
  }

  /** The class of a mention, named by its smallest mention; one that nobody judged is a class of its own. */
  classOf(mention: MentionId): MentionId {
    let root = mention;
    for (let up = this.#parent.get(root); up !== undefined && up !== root; up = this.#parent.get(root))
      root = up;
    // Shorter next time (Galler & Fischer 1964, with path compression).
    for (let at = mention; at !== root; ) {
      const up = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = up;
    }
    return root;
  }

  /** Classes that the class of a mention is apart from. */
  apartFrom(mention: MentionId): ReadonlySet<MentionId> {
    return this.#apart.get(this.classOf(mention)) ?? new Set();
  }

  /** Every judged mention by its class. */
  classes(): ReadonlyMap<MentionId, readonly MentionId[]> {
    const found = new Map<MentionId, MentionId[]>();
    for (const mention of this.#parent.keys()) {
      const name = this.classOf(mention);
      const known = found.get(name);
      if (known === undefined) found.set(name, [mention]);
      else known.push(mention);
    }
    return found;
  }

  /** Pairs of classes that are apart, each once. */
  *apart(): Generator<readonly [MentionId, MentionId]> {
    for (const [one, others] of this.#apart) for (const other of others) if (one <= other) yield [one, other];
  }

  #note(mention: MentionId): void {
    if (!this.#parent.has(mention)) this.#parent.set(mention, mention);
  }

  #join(one: MentionId, other: MentionId): void {
    const [a, b] = [this.classOf(one), this.classOf(other)];
    if (a < b) this.#parent.set(b, a);
    else if (b < a) this.#parent.set(a, b);
  }

  #classesOf(mentions: readonly MentionId[]): ReadonlySet<MentionId> {
    return new Set(mentions.map((mention) => this.classOf(mention)));
  }

  #apartFrom(name: MentionId): Set<MentionId> {
    const known = this.#apart.get(name) ?? new Set<MentionId>();
    this.#apart.set(name, known);
    return known;
  }
}

/**
 * Why one more judgement cannot be taken in beside a consistent set of them: the ids of judgements that together say
 * the contrary, none of which could be left out, or null. Pure.
 */
export function findContradiction(standing: readonly Judged[], fresh: Judged): readonly string[] | null {
  const classes = new JudgedClasses(standing);
  const { verdict, left, right } = fresh;
  const first = new Map<MentionId, MentionId>();
  for (const mention of verdict === 'SAME' ? [...left, ...right] : left) {
    const name = classes.classOf(mention);
    if (!first.has(name)) first.set(name, mention);
  }
  if (verdict === 'DIFFERENT') {
    for (const other of right) {
      const one = first.get(classes.classOf(other));
      if (one !== undefined) return leaveOut(findChain(standing, one, other), fresh);
    }
    return null;
  }
  for (const one of first.values())
    for (const name of classes.apartFrom(one)) {
      const other = first.get(name);
      if (other !== undefined) return leaveOut(findDivision(standing, classes, one, other), fresh);
    }
  return null;
}

/** Leaves out what the contradiction does not need. */
function leaveOut(named: readonly Judged[], fresh: Judged): readonly string[] {
  let needed = [...new Set(named)];
  for (const judged of [...needed]) {
    const rest = needed.filter((other) => other !== judged);
    if (!isConsistent([...rest, fresh])) needed = rest;
  }
  return needed.map(({ id }) => id).sort();
}

/** Whether some judgements can all be obeyed. */
export function isConsistent(judgements: readonly Judged[]): boolean {
  for (const [one, other] of new JudgedClasses(judgements).apart()) if (one === other) return false;
  return true;
}

/** SAME judgements that tie one mention to another, as few as possible. */
function findChain(standing: readonly Judged[], from: MentionId, to: MentionId): readonly Judged[] {
  const same = new Map<MentionId, Judged[]>();
  for (const judged of standing) {
    if (judged.verdict !== 'SAME') continue;
    for (const mention of [...judged.left, ...judged.right]) {
      const known = same.get(mention);
      if (known === undefined) same.set(mention, [judged]);
      else known.push(judged);
    }
  }
  const cameBy = new Map<MentionId, { readonly judged: Judged; readonly from: MentionId } | null>([
    [from, null],
  ]);
  const queue = [from];
  for (let at = queue.shift(); at !== undefined && !cameBy.has(to); at = queue.shift())
    for (const judged of same.get(at) ?? [])
      for (const next of [...judged.left, ...judged.right])
        if (!cameBy.has(next)) {
          cameBy.set(next, { judged, from: at });
          queue.push(next);
        }
  const chain: Judged[] = [];
  for (let step = cameBy.get(to); step != null; step = cameBy.get(step.from)) chain.push(step.judged);
  return chain;
}

/** A DIFFERENT judgement between the classes of two mentions, with what ties either mention to it. */
function findDivision(
  standing: readonly Judged[],
  classes: JudgedClasses,
  one: MentionId,
  other: MentionId,
): readonly Judged[] {
  const [a, b] = [classes.classOf(one), classes.classOf(other)];
  for (const judged of standing) {
    if (judged.verdict !== 'DIFFERENT') continue;
    for (const [ours, theirs] of [
      [judged.left, judged.right],
      [judged.right, judged.left],
    ] as const) {
      const here = ours.find((mention) => classes.classOf(mention) === a);
      const there = theirs.find((mention) => classes.classOf(mention) === b);
      if (here === undefined || there === undefined) continue;
      return [judged, ...findChain(standing, one, here), ...findChain(standing, other, there)];
    }
  }
  throw new Error('Classes are apart that no judgement divides');
}
