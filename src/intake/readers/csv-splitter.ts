const QUOTE = 34;
const CARRIAGE_RETURN = 13;

/** What a splitter gives for each row: its values, or for a line with a broken quote why it has none. */
export interface CsvSink {
  row(line: number, values: string[], chars: number): void;
  broken(line: number, text: string, reason: string): void;
}

export interface CsvSplitterOptions {
  readonly delimiter: string;
  /** A quoted row longer than this, in characters, counts as a quote that is never closed. */
  readonly maxRowChars: number;
  /** So does a row of several lines with more values than this. */
  readonly maxValues: () => number;
}

type Outcome = 'row' | 'open' | 'broken';

const NOT_CLOSED = 'a quote that opens in this line is never closed';
const AFTER_QUOTE = 'text follows a closing quote';

/**
 * Cuts lines into CSV rows after RFC 4180: a quoted value may hold delimiters, newlines and doubled quotes; a quote
 * inside an unquoted value is text. Beyond the RFC, one broken quote costs one line: when a quoted value does not end,
 * or text follows its closing quote, only the line where the row began is broken and reading goes on with the next.
 * Blank lines between rows are skipped. Lines come without `\n`, with their `\r`.
 */
export class CsvSplitter {
  readonly #options: CsvSplitterOptions;
  readonly #sink: CsvSink;
  /** Lines from the start of the open row on (and lines to be read again after a broken quote). */
  #pending: string[] = [];
  #first = 0;
  #next = 0;
  #chars = 0;
  /** Number of the line at `#pending[0]`. */
  #base = 1;
  #values: string[] = [];
  /** Text of the quoted value that is open so far; null when none is. */
  #quoted: string | null = null;
  #reason = NOT_CLOSED;

  constructor(options: CsvSplitterOptions, sink: CsvSink) {
    this.#options = options;
    this.#sink = sink;
  }

  add(line: string): void {
    if (this.#pending.length === 0 && !line.includes('"')) {
      this.#plain(this.#base++, line);
      return;
    }
    this.#pending.push(line);
    while (this.#next < this.#pending.length) this.#step();
    this.#forgetDone();
  }

  end(): void {
    while (this.#first < this.#pending.length) {
      if (this.#next < this.#pending.length) this.#step();
      else this.#break();
    }
    this.#forgetDone();
  }

  #plain(number: number, line: string): void {
    const text = withoutReturn(line);
    if (text !== '') this.#sink.row(number, text.split(this.#options.delimiter), text.length);
  }

  #step(): void {
    const line = this.#pending[this.#next++] ?? '';
    if (this.#quoted === null && !line.includes('"')) {
      this.#plain(this.#base + this.#first, line);
      this.#first = this.#next;
      return;
    }
    this.#chars += line.length + 1;
    let outcome = this.#scan(line);
    if (outcome === 'open' && this.#runsAway()) {
      outcome = 'broken';
      this.#reason = NOT_CLOSED;
    }
    if (outcome === 'broken') this.#break();
    else if (outcome === 'row') {
      this.#sink.row(this.#base + this.#first, this.#values, this.#chars);
      this.#begin(this.#next);
    }
  }

  /** Whether the open row is so long that its quote must have been opened by mistake. */
  #runsAway(): boolean {
    return this.#chars > this.#options.maxRowChars || this.#values.length > this.#options.maxValues();
  }

  /** Reads one line into the open row, from within a quoted value when one is open. */
  #scan(line: string): Outcome {
    let at = this.#quoted === null ? 0 : this.#closeQuoted(line, 0);
    for (;;) {
      if (at === OPEN) return 'open';
      if (at === BROKEN) return 'broken';
      if (at === DONE) return 'row';
      if (line.charCodeAt(at) === QUOTE) {
        this.#quoted = '';
        at = this.#closeQuoted(line, at + 1);
        continue;
      }
      const end = line.indexOf(this.#options.delimiter, at);
      this.#values.push(end === -1 ? withoutReturn(line.slice(at)) : line.slice(at, end));
      at = end === -1 ? DONE : end + 1;
    }
  }

  /** Reads on within a quoted value; gives where the next value starts, or one of the marks below. */
  #closeQuoted(line: string, from: number): number {
    let at = from;
    let text = this.#quoted ?? '';
    for (;;) {
      const quote = line.indexOf('"', at);
      if (quote === -1) {
        this.#quoted = `${text}${line.slice(at)}\n`;
        return OPEN;
      }
      text += line.slice(at, quote);
      at = quote + 1;
      if (line.charCodeAt(at) !== QUOTE) break;
      text += '"';
      at++;
    }
    this.#values.push(text);
    this.#quoted = null;
    if (at === line.length) return DONE;
    if (at === line.length - 1 && line.charCodeAt(at) === CARRIAGE_RETURN) return DONE;
    if (line.startsWith(this.#options.delimiter, at)) return at + 1;
    this.#reason = AFTER_QUOTE;
    return BROKEN;
  }

  #break(): void {
    const text = withoutReturn(this.#pending[this.#first] ?? '');
    this.#sink.broken(this.#base + this.#first, text, this.#reason);
    this.#begin(this.#first + 1);
  }

  #begin(first: number): void {
    this.#first = first;
    this.#next = first;
    this.#chars = 0;
    this.#values = [];
    this.#quoted = null;
    this.#reason = NOT_CLOSED;
  }

  #forgetDone(): void {
    if (this.#first < this.#pending.length && this.#first < 1024) return;
    this.#base += this.#first;
    this.#pending.splice(0, this.#first);
    this.#next -= this.#first;
    this.#first = 0;
  }
}

// What #closeQuoted gives in place of a position.
const DONE = -1;
const OPEN = -2;
const BROKEN = -3;

function withoutReturn(line: string): string {
  return line.charCodeAt(line.length - 1) === CARRIAGE_RETURN ? line.slice(0, -1) : line;
}
