/**
 * What `npm test` runs once all is built: lint, types and unused code beside the tests, whose server takes its city in
 * meanwhile and leaves half of two processors idle. A check that fails is told at once and again behind the tests.
 * Arguments go to vitest.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const CHECKS = ['lint', 'types', 'unused'];

const children: ChildProcess[] = [];

/** Runs one check to its end, and prints what it says in one piece. Returns whether it found nothing. */
async function check(name: string): Promise<boolean> {
  const child = spawn('npm', ['run', name], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = await once(child, 'close');
  process.stdout.write(output);
  return code === 0;
}

async function test(): Promise<boolean> {
  const projects = ['--project', 'plain', '--project', 'graph'];
  const child = spawn('vitest', ['run', ...projects, ...process.argv.slice(2)], { stdio: 'inherit' });
  children.push(child);
  const [code] = await once(child, 'close');
  return code === 0;
}

// A Ctrl-C reaches the children as well; this waits for them to clear up.
process.on('SIGINT', () => undefined);
// Others reach this process alone.
for (const signal of ['SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
  });

const [passed, ...clean] = await Promise.all([test(), ...CHECKS.map(check)]);
const failed = CHECKS.filter((_, index) => clean[index] !== true);
if (failed.length > 0) console.error(`Failed beside the tests, see above: ${failed.join(', ')}`);
process.exitCode = passed && failed.length === 0 ? 0 : 1;
