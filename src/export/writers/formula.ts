const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const PLAIN_NUMBER = /^[+-]?\d+(?:[.,]\d+)*$/;

/**
 * A cell that no spreadsheet program takes for a formula: an apostrophe stands before what could be one. Plain numbers,
 * telephone numbers among them, stay as they are. Source: OWASP, CSV Injection.
 */
export function guardFormula(cell: string): string {
  return FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}
