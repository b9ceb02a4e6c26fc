const SAME_FROM = 0.5;

/** What stands for more different names than this stands for no one thing. */
export const MOST_NAMES = 4;

/**
 * Whether two sounds may be spellings of one name: Dice coefficient of their letter pairs (Dice 1945) of at least a
 * half, or as much in common at their ends, as where one of two characters was mistaken for another. Coarse on
 * purpose: it only counts how many *different* names something stands for, and strangers differ in more than that.
 */
export function mayBeOneName(left: string, right: string): boolean {
  if (left === right || left.includes(right) || right.includes(left)) return true;
  if (countEnds(left, right) >= SAME_FROM * Math.max(left.length, right.length)) return true;
  const pairs = pairsOf(left);
  const others = pairsOf(right);
  let shared = 0;
  for (const [pair, count] of pairs) shared += Math.min(count, others.get(pair) ?? 0);
  const total = left.length - 1 + (right.length - 1);
  return total > 0 && (2 * shared) / total >= SAME_FROM;
}

/** The really different ones among names, each with how often it is borne, the commonest first. */
export function groupNames(
  sounds: Iterable<string>,
): readonly { readonly sound: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const sound of sounds) counts.set(sound, (counts.get(sound) ?? 0) + 1);
  const different: { readonly sound: string; count: number }[] = [];
  for (const [sound, count] of [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))) {
    const known = different.find((one) => mayBeOneName(one.sound, sound));
    if (known === undefined) different.push({ sound, count });
    else known.count += count;
  }
  return different.sort((one, other) => other.count - one.count);
}

/** Letters that two texts share from their beginnings and from their ends. */
function countEnds(left: string, right: string): number {
  const most = Math.min(left.length, right.length);
  let [front, back] = [0, 0];
  while (front < most && left[front] === right[front]) front += 1;
  while (back < most - front && left.at(-1 - back) === right.at(-1 - back)) back += 1;
  return front + back;
}

function pairsOf(text: string): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>();
  for (let index = 0; index + 1 < text.length; index++) {
    const pair = text.slice(index, index + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}
