/**
 * Builds all that `npm start` runs: what `cypher/` and `schema/` generate, the product compiled into `dist/src`, GraphiQL
 * bundled into `dist/graphiql`. What was built of the same inputs is left alone. Types are checked by `npm run types`:
 * who only wants to start does not wait for that.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundleGraphiql } from './build-graphiql.ts';
import { generate } from './generate.ts';

const STAMP = 'dist/built';
const INPUTS = [
  'src',
  'cypher',
  'schema',
  'tools',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];
const OUTPUTS = ['dist/src/cli/main.js', 'dist/graphiql', 'src/generated/statements.ts'];
const GENERATED = join('src', 'generated');

function* listFiles(path: string): Generator<string> {
  if (path === GENERATED) return;
  if (statSync(path).isDirectory()) {
    for (const entry of readdirSync(path).sort()) yield* listFiles(join(path, entry));
  } else yield path;
}

function hashInputs(): string {
  const sha = createHash('sha256').update(process.version);
  for (const file of INPUTS.flatMap((input) => [...listFiles(input)])) {
    const content = readFileSync(file);
    sha.update(`${file}:${content.length}:`).update(content);
  }
  return sha.digest('hex');
}

async function compile(): Promise<void> {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const child = spawn(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--noCheck'], {
    stdio: 'inherit',
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`The compiler ended with ${code}`);
}

const wanted = hashInputs();
if (
  existsSync(STAMP) &&
  readFileSync(STAMP, 'utf8') === wanted &&
  OUTPUTS.every((output) => existsSync(output))
) {
  console.log('Nothing has changed since the last build');
} else {
  rmSync(STAMP, { force: true });
  await generate();
  await Promise.all([compile(), bundleGraphiql()]);
  writeFileSync(STAMP, wanted);
}
