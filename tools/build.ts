/**
 * Builds all that `npm start` runs: what `cypher/` and `schema/` generate, the product compiled into `dist/src`, GraphiQL
 * bundled into `dist/graphiql`. What was built of the same inputs is left alone. Types are checked by `npm run types`:
 * who only wants to start does not wait for that.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build as transpile } from 'esbuild';
import { bundleGraphiql } from './build-graphiql.ts';
import { generate } from './generate.ts';

const STAMP = 'dist/built';
const INPUTS = ['src', 'cypher', 'schema', 'tools', 'package-lock.json', 'tsconfig.json'];
const OUTPUTS = [
  'dist/src/cli/main.js',
  'dist/graphiql',
  'src/generated/statements.ts',
  'schema/mapping.schema.json',
];
const GENERATED = join('src', 'generated');
/** Written by the build, so no reason to build anew. */
const FOR_EDITORS = join('schema', 'mapping.schema.json');

/** A relative import as the compiler writes it. */
const IMPORTED = /(\bfrom |\bimport\(|\bimport )("\.{1,2}\/[^"\n]+)\.ts"/g;

function* listFiles(path: string, generated = false): Generator<string> {
  if (path === FOR_EDITORS || (path === GENERATED && !generated)) return;
  if (statSync(path).isDirectory()) {
    for (const entry of readdirSync(path).sort()) yield* listFiles(join(path, entry), generated);
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

/** Types are erasable, so that each file is compiled by itself; only the endings of imports have to follow. */
async function compile(): Promise<void> {
  rmSync('dist/src', { recursive: true, force: true });
  const { outputFiles } = await transpile({
    entryPoints: [...listFiles('src'), ...listFiles(GENERATED, true)].filter((file) => file.endsWith('.ts')),
    outbase: '.',
    outdir: 'dist',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
    sourcemap: true,
    write: false,
    logLevel: 'warning',
  });
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, path.endsWith('.js') ? text.replace(IMPORTED, '$1$2.js"') : text);
  }
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
