import { parseRegexPieces, type RegexPiece, RegexRefused } from './regex-pieces.ts';

/** Longest regular expression that a contract or mapping may hold. */
const MAX_SOURCE = 512;
/** Longest text that a pattern looks at; a longer cell does not match. With the rules below: at most about 10^6 steps. */
export const MAX_MATCHED = 1000;
/** Repetitions up to this count as fixed, above it as unlimited. */
const FEW = 20;

/** A regular expression of a contract or mapping whose matching time is bounded. */
export interface SafePattern {
  readonly source: string;
  /** Whether the pattern is found in the text; false for texts longer than {@link MAX_MATCHED}. */
  test(text: string): boolean;
  /** The first group, or the whole match where the pattern has no group; null when it is not found. */
  extract(text: string): string | null;
}

/**
 * Compiles a regular expression that cannot run away. JavaScript's engine backtracks, so a careless pattern can take
 * exponential time on one hostile cell. Refused are: look-around and back-references, a repetition inside a repetition,
 * alternatives inside a repetition, and more than two repetitions of overlapping characters that nothing disjoint
 * separates (the start of an unanchored pattern is one). What remains takes at most quadratic time in a capped text.
 *
 * @throws {RegexRefused} saying what is wrong with it.
 */
export function parseSafePattern(source: string): SafePattern {
  if (source.length > MAX_SOURCE) throw new RegexRefused(`is longer than ${MAX_SOURCE} characters`);
  let compiled: RegExp;
  try {
    compiled = new RegExp(source, 'u');
  } catch (error) {
    throw new RegexRefused(error instanceof Error ? error.message : String(error));
  }
  const runs: Run[] = [];
  if (!source.startsWith('^')) runs.push({ source: '[^]', unlimited: true, mandatory: false });
  const alternatives = parseRegexPieces(source);
  for (const pieces of alternatives) flatten(pieces, alternatives.length === 1, runs);
  if (longestChain(runs) > 2) {
    throw new RegexRefused(
      'repeats overlapping characters more than twice in a row, which can take very long; anchor it with ^ or separate the repetitions',
    );
  }
  return {
    source,
    test: (text) => text.length <= MAX_MATCHED && compiled.test(text),
    extract(text) {
      if (text.length > MAX_MATCHED) return null;
      const match = compiled.exec(text);
      return match === null ? null : match.length > 1 ? (match[1] ?? null) : match[0];
    },
  };
}

interface Run {
  readonly source: string;
  readonly unlimited: boolean;
  readonly mandatory: boolean;
}

function flatten(pieces: readonly RegexPiece[], mandatory: boolean, into: Run[]): void {
  for (const piece of pieces) {
    const needed = mandatory && piece.min > 0;
    if (piece.is === 'set') {
      into.push({ source: piece.source, unlimited: piece.max > FEW, mandatory: needed });
    } else if (piece.max <= 1) {
      for (const inner of piece.alternatives) flatten(inner, needed && piece.alternatives.length === 1, into);
    } else {
      into.push(repeatedGroup(piece, needed));
    }
  }
}

/** A repeated group stands for a repetition of any of its characters; it may hold no choice of its own. */
function repeatedGroup(group: RegexPiece & { readonly is: 'group' }, mandatory: boolean): Run {
  const [only, ...others] = group.alternatives;
  if (only === undefined || others.length > 0)
    throw new RegexRefused('repeats a choice between alternatives');
  for (const piece of only) {
    if (piece.is === 'group' || piece.min !== piece.max) {
      throw new RegexRefused('has a repetition inside a repetition');
    }
  }
  const sets = only.flatMap((piece) => (piece.is === 'set' ? [piece.source] : []));
  return { source: `(?:${sets.join('|')})`, unlimited: true, mandatory };
}

/** Longest row of unlimited runs that share characters and are not kept apart by a mandatory, disjoint run. */
function longestChain(runs: readonly Run[]): number {
  const sets = runs.map((run) => sampleSet(run.source));
  const lengths: number[] = [];
  let longest = 0;
  runs.forEach((run, index) => {
    if (!run.unlimited) return;
    let best = 1;
    for (let before = 0; before < index; before += 1) {
      const reach = lengths[before];
      if (reach !== undefined && isConfusable(runs, sets, before, index)) best = Math.max(best, reach + 1);
    }
    lengths[index] = best;
    longest = Math.max(longest, best);
  });
  return longest;
}

function isConfusable(
  runs: readonly Run[],
  sets: readonly ReadonlySet<string>[],
  from: number,
  to: number,
): boolean {
  const first = sets[from];
  if (first === undefined || !overlaps(first, sets[to])) return false;
  for (let index = from + 1; index < to; index += 1) {
    if (runs[index]?.mandatory === true && !overlaps(first, sets[index])) return false;
  }
  return true;
}

function overlaps(one: ReadonlySet<string>, other: ReadonlySet<string> | undefined): boolean {
  if (other === undefined) return false;
  for (const char of one) if (other.has(char)) return true;
  return false;
}

/** ASCII and a character of each kind that Chinese data holds: enough to tell whether two classes overlap. */
const SAMPLE = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
  ...[
    '\n',
    '\t',
    '\u00e9',
    '\u4e2d',
    '\u81fa',
    '\u5340',
    '\u865f',
    '\uff10',
    '\uff21',
    '\uff08',
    '\u3001',
    '\u3000',
  ],
];

function sampleSet(source: string): ReadonlySet<string> {
  const chars = new Set(SAMPLE);
  // Literal characters of the pattern itself, so that two rare characters are told apart.
  for (const char of source) if (char > '\u007f') chars.add(char);
  const member = new RegExp(`^${source}$`, 'u');
  return new Set([...chars].filter((char) => member.test(char)));
}
