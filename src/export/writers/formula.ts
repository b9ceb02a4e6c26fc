/** What a spreadsheet takes for the beginning of a formula. Source: OWASP, CSV Injection. */
export const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const PLAIN_NUMBER = /^[+-]?\d+(?:[.,]\d+)*$/;

/**
 * A cell that no spreadsheet program takes for a formula: an apostrophe stands before what could be one. Plain numbers,
 * telephone numbers among them, stay as they are.
 */
export function guardFormula(cell: string): string {
  return cell !== '' && FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}
