import type { Cell } from '../mapped.ts';
import { spellWhole } from './spell-whole.ts';

const MAX_DEPTH = 64;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANK = /[ \t\n\r]*/y;

/** Why a text is not one JSON object; the position is in UTF-16 units from its start. */
export class JsonSyntaxError extends Error {
  constructor(reason: string, at: number) {
    super(`${reason} at character ${at + 1}`);
    this.name = 'JsonSyntaxError';
  }
}

/**
 * Parses one JSON object (RFC 8259) into cells. Numbers keep the text they were written with, so that 20-digit
 * identifiers and `1.50` lose nothing; only whole ones in exponent form are spelled out. `true` and `false` become text,
 * `null` stays null. Stricter than JSON.parse in two ways: a name may occur once in an object, and nesting ends at 64 levels.
 * @throws JsonSyntaxError
 */
export function parseJsonRow(text: string): Record<string, Cell> {
  const parser = new CellParser(text);
  return parser.row();
}

class CellParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  row(): Record<string, Cell> {
    this.#blank();
    if (this.#text[this.#at] !== '{') throw this.#error('an object is expected');
    const cells = this.#object(1);
    this.#blank();
    if (this.#at < this.#text.length) throw this.#error('more text follows the object');
    return cells;
  }

  #value(depth: number): Cell {
    if (depth > MAX_DEPTH) throw this.#error(`more than ${MAX_DEPTH} levels are nested`);
    switch (this.#text[this.#at]) {
      case '"':
        return this.#string();
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case 't':
        return this.#word('true', 'true');
      case 'f':
        return this.#word('false', 'false');
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #object(depth: number): Record<string, Cell> {
    const cells: Record<string, Cell> = {};
    this.#at++;
    this.#blank();
    if (this.#skip('}')) return cells;
    for (;;) {
      if (this.#text[this.#at] !== '"') throw this.#error('a name in quotes is expected');
      const name = this.#string();
      if (name === '__proto__') throw this.#error('the name __proto__ is reserved');
      if (Object.hasOwn(cells, name)) throw this.#error('a name occurs twice');
      this.#blank();
      if (!this.#skip(':')) throw this.#error('a colon is expected');
      this.#blank();
      cells[name] = this.#value(depth + 1);
      this.#blank();
      if (this.#skip('}')) return cells;
      if (!this.#skip(',')) throw this.#error('a comma or } is expected');
      this.#blank();
    }
  }

  #array(depth: number): Cell[] {
    const items: Cell[] = [];
    this.#at++;
    this.#blank();
    if (this.#skip(']')) return items;
    for (;;) {
      items.push(this.#value(depth + 1));
      this.#blank();
      if (this.#skip(']')) return items;
      if (!this.#skip(',')) throw this.#error('a comma or ] is expected');
      this.#blank();
    }
  }

  #string(): string {
    const start = this.#at;
    let escaped = false;
    for (let at = start + 1; at < this.#text.length; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 34) {
        this.#at = at + 1;
        return escaped ? this.#unescape(start) : this.#text.slice(start + 1, at);
      }
      if (code === 92) {
        escaped = true;
        at++;
      } else if (code < 32) throw this.#error('a control character stands in a string', at);
    }
    throw this.#error('a string is not closed', start);
  }

  #unescape(start: number): string {
    try {
      const value: unknown = JSON.parse(this.#text.slice(start, this.#at));
      return String(value);
    } catch (error) {
      if (error instanceof SyntaxError) throw this.#error('a string holds a wrong escape', start);
      throw error;
    }
  }

  #number(): string {
    NUMBER.lastIndex = this.#at;
    const found = NUMBER.exec(this.#text);
    if (found === null) throw this.#error('a value is expected');
    this.#at = NUMBER.lastIndex;
    return spellWhole(found[0]);
  }

  #word<T extends string | null>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) throw this.#error('a value is expected');
    this.#at += word.length;
    return value;
  }

  #blank(): void {
    // Most values have no blank around them; the expression is for the rest.
    if (this.#text.charCodeAt(this.#at) > 32) return;
    BLANK.lastIndex = this.#at;
    BLANK.test(this.#text);
    this.#at = BLANK.lastIndex;
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #error(reason: string, at = this.#at): JsonSyntaxError {
    return new JsonSyntaxError(reason, at);
  }
}
