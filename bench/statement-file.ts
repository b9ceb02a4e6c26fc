import { readFileSync } from 'node:fs';
import { findPackageRoot } from '../src/package-root.ts';

const texts = new Map<string, string>();

/** Text of `bench/cypher/<name>.cypher` without the comment at its head. */
export function readStatement(name: string): string {
  const known = texts.get(name);
  if (known !== undefined) return known;
  const lines = readFileSync(new URL(`bench/cypher/${name}.cypher`, findPackageRoot()), 'utf8').split('\n');
  const text = lines
    .filter((line) => !line.startsWith('//'))
    .join('\n')
    .trim();
  texts.set(name, text);
  return text;
}
