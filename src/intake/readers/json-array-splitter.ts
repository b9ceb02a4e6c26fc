import { JingweiError } from '../../errors.ts';

export interface JsonElement {
  /** Line where the element starts, from 1. */
  readonly line: number;
  readonly text: string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

type State = 'start' | 'first-or-end' | 'element' | 'within' | 'end';

/**
 * Cuts the bytes of one JSON array into the texts of its elements, without parsing them: it follows strings and
 * brackets only, which are ASCII and so cannot be part of another character in UTF-8. `refuse` must throw.
 */
export class JsonArraySplitter {
  readonly #sink: (element: JsonElement) => void;
  readonly #refuse: (line: number, reason: string) => never;
  readonly #maxBytes: number;
  #state: State = 'start';
  #line = 1;
  #startLine = 1;
  /** Closing brackets that are still to come within the element, innermost last. */
  #closers: number[] = [];
  #inString = false;
  #escaped = false;
  #carry: Buffer[] = [];
  #carryBytes = 0;

  constructor(
    sink: (element: JsonElement) => void,
    refuse: (line: number, reason: string) => never,
    maxBytes: number,
  ) {
    this.#sink = sink;
    this.#refuse = refuse;
    this.#maxBytes = maxBytes;
  }

  add(chunk: Buffer): void {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte === NEWLINE) this.#line++;
      if (this.#state === 'within') {
        if (!this.#ends(byte)) continue;
        this.#emit(chunk.subarray(start, at));
        this.#between(byte);
      } else if (this.#between(byte)) start = at;
    }
    if (this.#state === 'within') this.#keep(chunk.subarray(start));
  }

  end(): void {
    if (this.#state === 'start') this.#refuse(this.#line, 'it is empty; an array is expected');
    if (this.#state === 'within') this.#refuse(this.#startLine, 'the element that starts here does not end');
    if (this.#state !== 'end') this.#refuse(this.#line, 'the array does not end');
  }

  /** Whether this byte, the comma or bracket after it, ends the element. */
  #ends(byte: number): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#inString = false;
      else if (byte === NEWLINE) this.#refuse(this.#line - 1, 'a string does not end in its line');
      return false;
    }
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_OBJECT) this.#closers.push(CLOSE_OBJECT);
    else if (byte === OPEN_ARRAY) this.#closers.push(CLOSE_ARRAY);
    else if (this.#closers.length === 0) return byte === COMMA || byte === CLOSE_ARRAY;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      if (this.#closers.pop() !== byte)
        this.#refuse(this.#line, 'a bracket closes another one than was opened');
    }
    return false;
  }

  /** Takes a byte outside any element; true when an element starts with it. */
  #between(byte: number): boolean {
    if (byte === 0x20 || byte === 0x09 || byte === NEWLINE || byte === 0x0d) return false;
    switch (this.#state) {
      case 'start':
        if (byte !== OPEN_ARRAY) this.#refuse(this.#line, 'an array of objects is expected');
        this.#state = 'first-or-end';
        return false;
      case 'within':
        // The byte that ended the element.
        this.#state = byte === COMMA ? 'element' : 'end';
        return false;
      case 'end':
        return this.#refuse(this.#line, 'more text follows the array');
      case 'first-or-end':
      case 'element':
        if (byte === CLOSE_ARRAY && this.#state === 'first-or-end') {
          this.#state = 'end';
          return false;
        }
        if (byte === COMMA || byte === CLOSE_ARRAY)
          this.#refuse(this.#line, 'a comma stands without an element');
        this.#state = 'within';
        this.#startLine = this.#line;
        this.#ends(byte);
        return true;
    }
  }

  #keep(part: Buffer): void {
    this.#carry.push(part);
    this.#carryBytes += part.length;
    this.#checkLength(0);
  }

  #emit(part: Buffer): void {
    this.#checkLength(part.length);
    const text = this.#carryBytes === 0 ? part : Buffer.concat([...this.#carry, part]);
    this.#carry = [];
    this.#carryBytes = 0;
    this.#sink({ line: this.#startLine, text: text.toString('utf8') });
  }

  #checkLength(more: number): void {
    if (this.#carryBytes + more <= this.#maxBytes) return;
    const what = `The element in line ${this.#startLine}`;
    throw new JingweiError('LIMIT_EXCEEDED', { what, limit: `${this.#maxBytes} bytes` });
  }
}
