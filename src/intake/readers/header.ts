import { JingweiError } from '../../errors.ts';
import type { ReadLimits } from './limits.ts';

/**
 * Checks the names of a file's columns: none empty, none twice, none that JavaScript objects reserve, none missing that has to be there.
 * @throws JingweiError FILE_FORMAT, LIMIT_EXCEEDED
 */
export function checkHeader(
  names: readonly string[],
  file: { readonly name: string; readonly format: string; readonly columns: readonly string[] },
  limits: ReadLimits,
): readonly string[] {
  if (names.length > limits.maxColumns) {
    throw new JingweiError('LIMIT_EXCEEDED', { what: 'The header', limit: `${limits.maxColumns} columns` });
  }
  const seen = new Set<string>();
  for (const [at, name] of names.entries()) {
    const reason = wrongName(name, at, seen);
    if (reason !== null)
      throw new JingweiError('FILE_FORMAT', { file: file.name, format: file.format, reason });
    seen.add(name);
  }
  const missing = file.columns.filter((column) => !seen.has(column));
  if (missing.length > 0) {
    const reason = `its header has no column ${missing.join(', ')}`;
    throw new JingweiError('FILE_FORMAT', { file: file.name, format: file.format, reason });
  }
  return names;
}

function wrongName(name: string, at: number, seen: ReadonlySet<string>): string | null {
  if (name.trim() === '') return `column ${at + 1} of the header has no name`;
  if (name.length > 1000) return `the name of column ${at + 1} is longer than 1000 characters`;
  if (name === '__proto__') return 'the column name __proto__ is reserved';
  if (name.includes('\r')) return 'its lines end in CR alone; CSV lines end in LF or CRLF';
  if (seen.has(name)) return `the header names the column ${name} twice`;
  return null;
}
