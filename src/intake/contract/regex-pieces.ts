/** One repeatable part of a regular expression: a character, a class, an escape, or a group. */
export type RegexPiece =
  | { readonly is: 'set'; readonly source: string; readonly min: number; readonly max: number }
  | {
      readonly is: 'group';
      readonly alternatives: readonly (readonly RegexPiece[])[];
      readonly min: number;
      readonly max: number;
    };

/** Thrown for what the language of contracts and mappings leaves out; the message says what. */
export class RegexRefused extends Error {}

/**
 * Cuts a regular expression (ECMAScript syntax) into its pieces. Look-around, back-references and named groups are
 * refused: they are what makes matching hard to bound, and no column needs them.
 */
export function parseRegexPieces(source: string): readonly (readonly RegexPiece[])[] {
  const reader = { source, at: 0 };
  const alternatives = readAlternatives(reader);
  if (reader.at < source.length) throw new RegexRefused('has a closing bracket without its opening one');
  return alternatives;
}

interface Reader {
  readonly source: string;
  at: number;
}

function readAlternatives(reader: Reader): RegexPiece[][] {
  let current: RegexPiece[] = [];
  const alternatives = [current];
  while (reader.at < reader.source.length && reader.source[reader.at] !== ')') {
    if (reader.source[reader.at] === '|') {
      reader.at += 1;
      current = [];
      alternatives.push(current);
    } else {
      const piece = readPiece(reader);
      if (piece !== null) current.push(piece);
    }
  }
  return alternatives;
}

function readPiece(reader: Reader): RegexPiece | null {
  const start = reader.at;
  const char = reader.source[start];
  if (char === '^' || char === '$') {
    reader.at += 1;
    return null;
  }
  if (char === '(') return readGroup(reader);
  if (char === '[') readClass(reader);
  else if (char === '\\') readEscape(reader);
  else reader.at += String.fromCodePoint(reader.source.codePointAt(start) ?? 0).length;
  const set = reader.source.slice(start, reader.at);
  if (set === '\\b' || set === '\\B') return null;
  return { is: 'set', source: set, ...readQuantifier(reader) };
}

function readGroup(reader: Reader): RegexPiece {
  reader.at += 1;
  if (reader.source[reader.at] === '?') {
    if (reader.source[reader.at + 1] !== ':') throw new RegexRefused('uses look-around or a named group');
    reader.at += 2;
  }
  const alternatives = readAlternatives(reader);
  reader.at += 1;
  return { is: 'group', alternatives, ...readQuantifier(reader) };
}

function readClass(reader: Reader): void {
  reader.at += 1;
  while (reader.at < reader.source.length && reader.source[reader.at] !== ']') {
    reader.at += reader.source[reader.at] === '\\' ? 2 : 1;
  }
  reader.at += 1;
}

function readEscape(reader: Reader): void {
  const rest = reader.source.slice(reader.at);
  if (/^\\(?:[1-9]|k)/.test(rest)) throw new RegexRefused('uses a back-reference');
  const long = /^\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z])/.exec(rest);
  reader.at += long === null ? 2 : long[0].length;
}

function readQuantifier(reader: Reader): { min: number; max: number } {
  const match = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(reader.source.slice(reader.at));
  if (match === null) return { min: 1, max: 1 };
  reader.at += match[0].length;
  if (match[1] === '*') return { min: 0, max: Number.POSITIVE_INFINITY };
  if (match[1] === '+') return { min: 1, max: Number.POSITIVE_INFINITY };
  if (match[1] === '?') return { min: 0, max: 1 };
  const min = Number(match[2]);
  if (match[3] === undefined) return { min, max: min };
  return { min, max: match[4] === '' ? Number.POSITIVE_INFINITY : Number(match[4]) };
}
