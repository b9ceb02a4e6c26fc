import type { Command } from 'commander';
import { acknowledgeLoss } from '../../chain/acknowledge-loss.ts';
import { rotateKey } from '../../chain/rotate-key.ts';
import { readSigningKey } from '../../chain/signing-key.ts';
import { type Verdict, verifyChains } from '../../chain/verify-chain.ts';
import { loadSignedHeads } from '../../chain/witness.ts';
import { checkRebuild, type RebuildReport } from '../../resolve/rebuild/check-rebuild.ts';
import { EXIT } from '../exit-code.ts';
import { withStore } from '../open-graph.ts';
import { createProgress } from '../progress.ts';
import type { Cli, RunCommand } from '../run-command.ts';
import { countOf, formatCount } from '../words.ts';

const HELP = `
Examples:
  $ jingwei audit verify
  $ jingwei audit replay
  $ jingwei audit verify --heads /mnt/safe/heads.ndjson --key k_0sZpWq2b1mN4yT7uXcVb9e
  $ jingwei audit acknowledge --reason "The disk failed; the backup of 2026-02-01 was restored" --by "L. Chen"
  $ jingwei audit rotate`;

interface VerifyOptions {
  readonly heads?: string;
  readonly key?: string;
  readonly chain?: string;
  readonly json?: boolean;
}

export function addAudit(program: Command, run: RunCommand): void {
  const audit = program
    .command('audit')
    .summary('hold the log of access to what was signed')
    .description('The log of who read what, and the signed heads that vouch for it.')
    .addHelpText('after', HELP);
  audit
    .command('verify')
    .summary('find what was altered, lost or cut off')
    .description(
      'Reads the whole log and finds any entry that was altered, is missing, stands in another place or was cut off.',
    )
    .option('--heads <file>', 'signed heads to hold it to; the copy that is kept elsewhere, best of all')
    .option('--key <id>', 'id of the key that you know to be the right one')
    .option('--chain <name>', 'only this chain, e.g. access')
    .option('--json', 'the verdict as one line of JSON')
    .action((options: VerifyOptions) => run(options, (cli) => verify(cli, options)));
  audit
    .command('replay')
    .summary('rebuild who is who from the identity log')
    .description(
      'Rebuilds from the identity log alone which entity each mention refers to and where former ids lead, and holds the graph and the judgements in force to it.',
    )
    .option('--json', 'the report as one line of JSON')
    .action((options: { json?: boolean }) => run(options, replay));
  audit
    .command('acknowledge')
    .summary('stand for a part of the log that is lost')
    .description(
      'Says, signed, that what was logged behind the present end is lost. `audit verify` then shows it, for good.',
    )
    .requiredOption('--reason <text>', 'why, e.g. which backup was restored')
    .requiredOption('--by <name>', 'who stands for it')
    .action((options: { reason: string; by: string }) =>
      run({}, (cli) =>
        withStore(cli, async ({ graph }) => {
          const losses = await acknowledgeLoss({ graph, clock: Date.now }, cli.settings.audit, options);
          for (const { chain, sequence, lost } of losses)
            cli.terminal.print(`${chain}: entries ${sequence + 1} to ${lost} are lost.`);
          if (losses.length === 0) cli.terminal.print('Nothing that was signed is lost.');
          return EXIT.done;
        }),
      ),
    );
  audit
    .command('rotate')
    .summary('change the key that signs the log')
    .description('Makes a new key, which the present one vouches for. Stop `jingwei serve` before.')
    .option('--lost', 'the present key is lost and can vouch for nothing', false)
    .option('--reason <text>', 'why', 'rotation')
    .action((options: { lost: boolean; reason: string }) =>
      run({}, async ({ settings, terminal }) => {
        const { id, previous } = await rotateKey(settings.audit, options, Date.now());
        terminal.print(`The key is ${id} now; it was ${previous ?? 'none'}. Write its id down elsewhere.`);
        return EXIT.done;
      }),
    );
}

async function verify(cli: Cli, { heads, key, chain }: VerifyOptions): Promise<number> {
  const { settings, terminal, json } = cli;
  const audit = heads === undefined ? settings.audit : { ...settings.audit, headsFile: heads };
  const trusted = key ?? (await readSigningKey(audit.keyFile))?.id;
  const signed = await loadSignedHeads(audit, trusted);
  const verdict = await withStore(cli, async ({ graph }) => {
    const progress = createProgress(terminal, 'log');
    try {
      return await verifyChains(graph, signed, {
        chain,
        onProgress: (done) => progress.show({ phase: 'verifying', done, of: undefined, unit: 'entry' }),
      });
    } finally {
      progress.stop();
    }
  });
  if (json) terminal.print(JSON.stringify({ ...verdict, key: trusted ?? null }));
  else for (const line of describeVerdict(verdict, trusted)) terminal.print(line);
  return verdict.found === 0 ? EXIT.done : EXIT.broken;
}

async function replay(cli: Cli): Promise<number> {
  const { settings, terminal, json } = cli;
  const report = await withStore(cli, ({ graph }) => checkRebuild({ graph, settings, clock: Date.now }));
  if (json) terminal.print(JSON.stringify(report));
  else for (const line of describeReplay(report)) terminal.print(line);
  return report.found === 0 ? EXIT.done : EXIT.broken;
}

function describeReplay(report: RebuildReport): readonly string[] {
  const { entries, mentions, entities, judgements, lost, findings, found } = report;
  const more = found - findings.length;
  return [
    ...findings.map(({ id, message }) => `${id} ${message}`),
    ...(more > 0 ? [`… and ${formatCount(more)} more`] : []),
    `${countOf(entries, 'entry', 'entries')} of the identity log give ${countOf(entities, 'entity', 'entities')} of ${countOf(mentions, 'mention')}, under ${countOf(judgements, 'judgement')} in force.`,
    ...(lost.mentions + lost.entities > 0
      ? [
          `Lost, not in the graph at all: ${countOf(lost.mentions, 'mention')} and ${countOf(lost.entities, 'entity', 'entities')}.`,
        ]
      : []),
    found === 0
      ? 'The graph is as the log makes it.'
      : `The graph is NOT as the log makes it: ${countOf(found, 'finding')}.`,
  ];
}

function describeVerdict(verdict: Verdict, trusted: string | undefined): readonly string[] {
  const { entries, erased, heads, losses, notes, findings, found } = verdict;
  const more = found - findings.length;
  return [
    ...findings.map(({ chain, message }) => (chain === '' ? message : `${chain}: ${message}`)),
    ...(more > 0 ? [`… and ${formatCount(more)} more`] : []),
    ...losses.map(
      ({ chain, sequence, lost, at, by, reason }) =>
        `${chain}: entries ${sequence + 1} to ${lost} are lost, acknowledged ${at} by ${by}: ${reason}`,
    ),
    ...notes,
    `${countOf(entries, 'entry', 'entries')}, ${formatCount(erased)} of them erased; ${countOf(heads, 'signed head')} found in place.`,
    ...(trusted === undefined
      ? ['No key is known here: name the right one with --key.']
      : [`Key: ${trusted}`]),
    ...(heads === 0 ? ['Nothing was signed, so a part that was cut off cannot be noticed.'] : []),
    found === 0 ? 'The log is whole.' : `The log is NOT whole: ${countOf(found, 'finding')}.`,
  ];
}
