import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { findPackageRoot } from '../src/package-root.ts';

/**
 * Compiles the product and the measured processes as `npm run build` does: what is measured is what is shipped, not
 * what a development loader makes of it. Throws when a program cannot be run; type errors are the tests' business.
 */
export async function build(): Promise<void> {
  await run(['--import', 'tsx', 'tools/run-generate.ts'], true);
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const clean = await run([compiler, '-p', 'bench/tsconfig.json'], false);
  if (!clean) console.log('The sources have type errors; measured as compiled all the same.');
}

/** Path of a measured process as it was compiled, by its source under `bench/`. */
export function compiledPath(source: string): string {
  return fileURLToPath(new URL(`dist/bench/bench/${source.replace('.ts', '.js')}`, findPackageRoot()));
}

async function run(args: readonly string[], mustSucceed: boolean): Promise<boolean> {
  const child = spawn(process.execPath, args, {
    cwd: findPackageRoot(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0 && mustSucceed) throw new Error(`${args.join(' ')} ended with ${code}`);
  return code === 0;
}
