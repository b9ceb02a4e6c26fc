import { type Command, Option } from 'commander';
import type { Context } from '../../context.ts';
import { ENTITY_KINDS, type EntityKind } from '../../intake/mapped.ts';
import { runIdentityStages } from '../../pipeline.ts';
import { reviewRun } from '../../reconcile/review/review-run.ts';
import type { ModelSummary } from '../../resolve/matching/model-store.ts';
import {
  type KindStatus,
  type ResolutionStatus,
  readResolutionStatus,
} from '../../resolve/matching/resolution-status.ts';
import { type RunReport, runResolution } from '../../resolve/matching/run-resolution.ts';
import type { StageProgress } from '../../resolve/matching/stage-progress.ts';
import { trainModels } from '../../resolve/matching/train-models.ts';
import { EXIT } from '../exit-code.ts';
import { type OpenGraph, withStore } from '../open-graph.ts';
import { createProgress } from '../progress.ts';
import type { Cli, RunCommand } from '../run-command.ts';
import { countOf, formatCount, formatSeconds, formatTable } from '../words.ts';

interface ResolveOptions {
  readonly kind?: readonly EntityKind[];
  readonly json?: boolean;
}

const HELP = `
Identity goes by shared identifiers until a model was trained and run. A model stays as it is until somebody trains a
new one; a run puts the newest to use, and every delivery after it is resolved with it as it comes in.

Examples:
  $ jingwei resolve train
  $ jingwei resolve run
  $ jingwei resolve status --json`;

export function addResolve(program: Command, run: RunCommand): void {
  const resolve = program
    .command('resolve')
    .summary('decide which mentions are one entity')
    .description('Trains models without labels, and decides with them which mentions are one entity.')
    .addHelpText('after', HELP);
  const kinds = (): Option =>
    new Option('--kind <kind...>', 'only these kinds of entity').choices([...ENTITY_KINDS]);
  resolve
    .command('train')
    .description(
      'Learns a model of each kind from the mentions that stand today. Identity stays as it is until a run.',
    )
    .addOption(kinds())
    .option('--json', 'the models as one line of JSON')
    .action((options: ResolveOptions) =>
      run(options, (cli) => withContext(cli, (context, store) => train(cli, context, store, options))),
    );
  resolve
    .command('run')
    .description(
      'Decides all mentions anew with the newest models, applies what differs, and puts the models to use.',
    )
    .addOption(kinds())
    .option('--json', 'what came of it as one line of JSON')
    .action((options: ResolveOptions) =>
      run(options, (cli) => withContext(cli, (context) => decide(cli, context, options))),
    );
  resolve
    .command('status')
    .description('Shows the models, what they were trained on, and what a run would have to do.')
    .option('--json', 'everything as one line of JSON')
    .action((options: ResolveOptions) =>
      run(options, (cli) => withContext(cli, (context) => status(cli, context))),
    );
}

function withContext(
  cli: Cli,
  work: (context: Context, store: OpenGraph) => Promise<number>,
): Promise<number> {
  const { settings, signal } = cli;
  return withStore(cli, (store) => work({ graph: store.graph, settings, clock: Date.now, signal }, store));
}

async function train(
  { terminal, json }: Cli,
  context: Context,
  _store: OpenGraph,
  { kind }: ResolveOptions,
): Promise<number> {
  const progress = createProgress(terminal, 'train');
  let models: readonly ModelSummary[];
  try {
    models = await trainModels(context, {
      ...(kind === undefined ? {} : { kinds: kind }),
      onProgress: (step) => progress.show(toStep(step)),
    });
  } finally {
    progress.stop();
  }
  if (json) terminal.print(JSON.stringify(models));
  else if (models.length === 0)
    terminal.print('There are no two mentions of one kind: nothing to learn from.');
  else {
    for (const model of models) terminal.print(describeModel(model));
    terminal.print('→ jingwei resolve run puts them to use');
  }
  return EXIT.done;
}

async function decide({ terminal, json }: Cli, context: Context, { kind }: ResolveOptions): Promise<number> {
  const progress = createProgress(terminal, 'run');
  let report: RunReport;
  try {
    report = await runResolution(context, {
      ...(kind === undefined ? {} : { kinds: kind }),
      listener: runIdentityStages,
      onAttention: (...found) => reviewRun(context, ...found),
      onEstimate: (estimate) => {
        progress.stop();
        terminal.tell(
          `${estimate.kind}: ${countOf(estimate.mentions, 'mention')}, ${countOf(estimate.candidates, 'candidate')} to compare; the run takes about ${formatSeconds(estimate.seconds)}`,
        );
      },
      onProgress: (step) => progress.show(toStep(step)),
    });
  } finally {
    progress.stop();
  }
  if (json) terminal.print(JSON.stringify(report));
  else
    for (const one of report.kinds) {
      const { candidates, matches, moved, merged, split, passedOver, seconds } = one;
      terminal.print(
        `${one.kind}: ${countOf(candidates, 'candidate')} compared, ${countOf(matches, 'match', 'matches')} kept; ${countOf(merged, 'entity', 'entities')} merged, ${formatCount(split)} split, ${countOf(moved, 'mention')} moved${passedOver === 0 ? '' : `, ${formatCount(passedOver)} left to the next run`} (${formatSeconds(seconds)})`,
      );
      const attention = Object.entries(one.attention).map(
        ([reason, count]) => `${reason} ${formatCount(count)}`,
      );
      if (attention.length > 0) terminal.print(`  for a person to look at: ${attention.join(', ')}`);
    }
  return EXIT.done;
}

async function status({ terminal, json }: Cli, context: Context): Promise<number> {
  const found = await readResolutionStatus(context);
  if (json) terminal.print(JSON.stringify(found));
  else for (const line of describeStatus(found)) terminal.print(line);
  return EXIT.done;
}

function toStep({
  kind,
  phase,
  done,
  of,
  unit,
}: StageProgress): Parameters<ReturnType<typeof createProgress>['show']>[0] {
  return { phase: `${kind} ${phase}`, done, of, unit };
}

function describeModel({ kind, mentions, candidates, matches, seconds }: ModelSummary): string {
  return `${kind}: ${countOf(mentions, 'mention')}, about ${countOf(candidates, 'candidate')} for a run to compare, about ${countOf(matches, 'match', 'matches')} expected (trained in ${formatSeconds(seconds)})`;
}

function describeStatus({ work, kinds }: ResolutionStatus): readonly string[] {
  const hasModel = kinds.some(({ newest }) => newest !== null);
  const waits = kinds.some(({ newest }) => newest?.state === 'TRAINED');
  const outdated = kinds.filter(({ inUse }) => inUse !== null && !inUse.isUsable);
  return [
    ...(work === null ? [] : [`At work: ${work}`, '']),
    ...formatTable(
      [
        'kind',
        'mentions',
        'model',
        'trained on',
        'trained at',
        'a run compares, about',
        'a run takes, about',
      ],
      kinds.map(describeKind),
    ),
    ...outdated.map(({ kind }) => `${kind}: the model in use is of another version and decides nothing new`),
    ...(hasModel && outdated.length === 0 ? [] : ['→ jingwei resolve train']),
    ...(waits ? ['→ jingwei resolve run puts the newest models to use'] : []),
  ];
}

function describeKind({ kind, mentions, newest, inUse, candidates, seconds }: KindStatus): readonly string[] {
  const model =
    newest === null
      ? 'none'
      : newest.id === inUse?.id
        ? 'in use'
        : inUse === null
          ? 'trained'
          : 'newer one trained';
  return [
    kind,
    formatCount(mentions),
    model,
    newest === null ? '' : countOf(newest.mentions, 'mention'),
    newest === null ? '' : newest.trainedAt,
    candidates === null ? '' : formatCount(candidates),
    seconds === null ? '' : formatSeconds(seconds),
  ];
}
