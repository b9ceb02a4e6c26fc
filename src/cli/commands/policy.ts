import { resolve } from 'node:path';
import type { Command } from 'commander';
import { loadPolicies } from '../../access/policy/policy-book.ts';
import { runPolicyTests } from '../../access/policy/policy-tests.ts';
import { loadUses } from '../../reconcile/confirmations/confirmation-policy.ts';
import { EXIT } from '../exit-code.ts';
import type { Cli, RunCommand } from '../run-command.ts';
import { countOf, formatTable } from '../words.ts';

const HELP = `
It needs no server. Each folder holds *.cedar files and a table tests.yaml, or a confirmation.yaml, or both; without a folder, those of
JINGWEI_POLICIES are tested. The product's own policies always take part. A decision that is not the expected one ends it with exit code 3.

Examples:
  $ jingwei policy test
  $ jingwei policy test examples/city/policies --json`;

export function addPolicy(program: Command, run: RunCommand): void {
  const policy = program
    .command('policy')
    .summary('test the access policies')
    .description('Works on the access policies.');
  policy
    .command('test')
    .description('Asks the access policies everything that their tables of tests ask.')
    .argument('[folders...]', 'folders with policies of your own')
    .option('--json', 'one JSON object for each question')
    .addHelpText('after', HELP)
    .action((folders: readonly string[], options: { readonly json?: boolean }) =>
      run(options, (cli) => testPolicies(cli, folders)),
    );
}

async function testPolicies({ terminal, settings, json }: Cli, named: readonly string[]): Promise<number> {
  const folders = named.length === 0 ? settings.access.policies : named.map((folder) => resolve(folder));
  const book = await loadPolicies(folders);
  const uses = await loadUses(folders);
  const tests = await runPolicyTests(book, folders);
  const wrong = tests.filter(({ expected, verdict }) => verdict.effect !== expected);
  if (json) {
    for (const { name, expected, verdict } of tests)
      terminal.print(
        JSON.stringify({ facts: name, expected, is: verdict.effect, policies: verdict.policies }),
      );
  } else {
    const rows = wrong.map(({ name, expected, verdict }) => [
      name,
      expected,
      verdict.effect,
      verdict.policies.join(', ') || 'no policy allows it',
    ]);
    if (rows.length > 0)
      for (const line of formatTable(['facts', 'expected', 'is', 'because'], rows)) terminal.print(line);
    const policies = countOf(Object.keys(book.policies).length, 'policy', 'policies');
    terminal.print(
      `${policies} (version ${book.version}): ${countOf(tests.length, 'decision')}, ${wrong.length === 0 ? 'all as expected' : `${wrong.length} not as expected`}.`,
    );
    terminal.print(
      `${countOf(uses.length, 'use')} of confirmed values: ${uses.map(({ id }) => id).join(', ')}.`,
    );
  }
  return wrong.length > 0 ? EXIT.problems : EXIT.done;
}
