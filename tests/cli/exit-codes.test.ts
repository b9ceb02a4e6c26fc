import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.ts';
import { ERRORS } from '../../src/errors.ts';

function readTable(): ReadonlyMap<number, readonly string[]> {
  const rows = readFileSync('docs/cli.md', 'utf8').matchAll(/^\| (\d+)\s*\|[^|]+\|([^|]*)\|$/gm);
  return new Map(
    [...rows].map(([, exit, codes = '']) => [
      Number(exit),
      [...codes.matchAll(/`(\w+)`/g)].map(([, code]) => code ?? ''),
    ]),
  );
}

describe('docs/cli.md', () => {
  it('lists the exit code of every error', () => {
    const documented = [...readTable()].flatMap(([exit, codes]) =>
      codes.map((code) => [code, exit] as const),
    );
    const real = Object.entries(ERRORS).map(([code, { exit }]) => [code, exit] as const);
    expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(real));
  });

  it('lists the exit codes that are no errors', () => {
    expect([...readTable().keys()]).toEqual(expect.arrayContaining(Object.values(EXIT)));
  });
});
