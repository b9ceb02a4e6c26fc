import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const TARGET = 'dist/graphiql';
const STAMP = join(TARGET, 'stamp');
const SOURCES = 'src/api/graphiql';
/** The page and its workers: one bundle each. */
const ENTRIES = readdirSync(`${SOURCES}/client`)
  .filter((file) => file.endsWith('.js'))
  .map((file) => `${SOURCES}/client/${file}`);

function hashInputs(): string {
  const files = ['package-lock.json', 'tools/build-graphiql.ts', `${SOURCES}/example-questions.ts`];
  for (const file of readdirSync(`${SOURCES}/client`).sort()) files.push(`${SOURCES}/client/${file}`);
  const sha = createHash('sha256');
  for (const file of files) sha.update(readFileSync(file));
  return sha.digest('hex');
}

/** Bundles GraphiQL into `dist/graphiql/`, once for each version of it and of our entry. */
export async function bundleGraphiql(): Promise<void> {
  const wanted = hashInputs();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  rmSync(TARGET, { recursive: true, force: true });
  await build({
    entryPoints: ENTRIES,
    outdir: TARGET,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'linked',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.ttf': 'file' },
    logLevel: 'warning',
  });
  writeFileSync(STAMP, wanted);
  console.log(`bundled GraphiQL into ${TARGET}`);
}
