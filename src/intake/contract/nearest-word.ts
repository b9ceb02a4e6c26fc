/** The known word that was probably meant: at most two edits away, and fewer than half of its letters. */
export function findNearest(word: string, known: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let best = Math.min(2, Math.floor((word.length - 1) / 2)) + 1;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

/** `x is not known here`, with the word that was probably meant, or else the words that are known. */
export function describeUnknown(word: string, known: readonly string[]): string {
  const meant = findNearest(word, known);
  if (meant !== undefined) return `did you mean ${meant}?`;
  return known.length <= 12 ? `known are ${known.join(', ')}` : `${known.length} others are known`;
}

/** Levenshtein distance (V. I. Levenshtein 1966), with one row of memory. */
function editDistance(one: string, other: string): number {
  const row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    let diagonal = row[0] ?? 0;
    row[0] = i;
    for (let j = 1; j <= other.length; j += 1) {
      const above = row[j] ?? 0;
      const substituted = diagonal + (one[i - 1] === other[j - 1] ? 0 : 1);
      row[j] = Math.min(substituted, above + 1, (row[j - 1] ?? 0) + 1);
      diagonal = above;
    }
  }
  return row[other.length] ?? 0;
}
