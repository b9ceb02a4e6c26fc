import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../src/errors.ts';

/** One row of the documented table, as the code means it. */
function documented(): readonly string[] {
  return Object.entries(ERRORS)
    .map(
      ([code, { status, exit, message, remedy }]) =>
        `| \`${code}\` | ${status} | ${exit} | ${message} | ${remedy} |`,
    )
    .map((line) => line.replaceAll('\\|', '|'));
}

describe('docs/errors.md', () => {
  it('is the table of errors, code by code', () => {
    const text = readFileSync('docs/errors.md', 'utf8');
    const rows = text.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows).toEqual(documented());
  });
});
