const BREAK = /^[,、;()]+/;

/** Takes one piece after the other from the head of a text, stepping over commas and brackets between pieces. */
export class Walk {
  private text: string;
  /** Marks stepped over since the last piece; they stay before what remains. */
  private gap = '';

  constructor(text: string) {
    this.text = text;
  }

  /** What no piece was taken from yet. */
  get rest(): string {
    return this.text === '' ? '' : this.gap + this.text;
  }

  /** The text at the head, marks stepped over. */
  get head(): string {
    return this.text;
  }

  /** The first group that matched at the head, or ''. The expression must be anchored with `^`. */
  take(pattern: RegExp): string {
    const match = pattern.exec(this.text);
    if (match === null) return '';
    const rest = this.text.slice(match[0].length);
    this.gap = BREAK.exec(rest)?.[0] ?? '';
    this.text = rest.slice(this.gap.length);
    return match[1] ?? '';
  }
}
