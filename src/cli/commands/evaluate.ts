import { fileURLToPath } from 'node:url';
import { type Command, Option } from 'commander';
import { type Evaluation, evaluate } from '../../evaluate/evaluate.ts';
import type { Quality } from '../../evaluate/measures.ts';
import { openSet } from '../../evaluate/read-labelled-set.ts';
import { ENTITY_KINDS } from '../../intake/mapped.ts';
import { findPackageRoot } from '../../package-root.ts';
import { EXIT } from '../exit-code.ts';
import type { Cli, RunCommand } from '../run-command.ts';
import { countOf, formatSeconds, formatTable } from '../words.ts';

interface EvaluateOptions {
  readonly file?: readonly string[];
  readonly data?: string;
  readonly kind?: readonly string[];
  readonly sql?: boolean;
  readonly json?: boolean;
}

const HELP = `
A set is a YAML file that says of what kind its columns are and which one is the truth; NAME is one of evaluation/.
It needs no server and writes nothing. Labels only measure: the engine never sees them.

Examples:
  $ jingwei evaluate historical
  $ jingwei evaluate city --data DIR --kind Person
  $ jingwei evaluate evaluation/febrl4.yaml --file dataset4a.csv --file dataset4b.csv --json`;

export function addEvaluate(program: Command, run: RunCommand): void {
  program
    .command('evaluate')
    .summary('resolve a labelled file in memory and measure the result')
    .description('Resolves a labelled file in memory, through an ordinary mapping, and measures the result.')
    .argument('<set>', 'the name of a set of evaluation/, or a YAML file')
    .option('--file <file...>', 'its files, instead of those that it names')
    .option('--data <folder>', 'where its files lie, instead of beside it')
    .addOption(new Option('--kind <kind...>', 'resolve mentions of these kinds alone').choices(ENTITY_KINDS))
    .option('--sql', 'show the SQL of every step')
    .option('--json', 'the result as one line of JSON')
    .addHelpText('after', HELP)
    .action((set: string, options: EvaluateOptions) => run(options, (cli) => evaluateSet(cli, set, options)));
}

async function evaluateSet({ terminal, json }: Cli, set: string, options: EvaluateOptions): Promise<number> {
  const path = /\.ya?ml$/.test(set)
    ? set
    : fileURLToPath(new URL(`evaluation/${set}.yaml`, findPackageRoot()));
  const name = set.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/, '');
  const onStep = (step: string, sql: string): void => terminal.print(`-- ${step}\n${sql};\n`);
  const result = await evaluate(
    name,
    () => openSet(path, name, { files: options.file, folder: options.data }),
    {
      kinds: ENTITY_KINDS.filter((kind) => options.kind?.includes(kind) ?? true),
      onStep: options.sql === true ? onStep : undefined,
      onEstimate: ({ kind, mentions, candidates, seconds }) =>
        terminal.tell(
          `${kind}: ${countOf(mentions, 'mention')}, ${countOf(candidates, 'candidate')} to compare; resolving takes about ${formatSeconds(seconds)}`,
        ),
    },
  );
  if (json) terminal.print(JSON.stringify(toJson(result)));
  else for (const line of describe(result)) terminal.print(line);
  return EXIT.done;
}

/** The models stay out: they are long, and not what was asked. */
function toJson({ models: _, ...result }: Evaluation): unknown {
  return result;
}

function describe(result: Evaluation): readonly string[] {
  const { links, clusters, calibration } = result;
  const quality = (name: string, { precision, recall, f1 }: Quality): readonly string[] => [
    name,
    ...[precision, recall, f1].map((value) => value.toFixed(4)),
  ];
  return [
    `${result.set}: ${result.rows} rows, ${result.entities} entities, ${result.truePairs} true pairs`,
    `${result.candidates} candidates hold ${percent(result.pairCompleteness)} of the true pairs`,
    '',
    ...formatTable(
      ['', 'precision', 'recall', 'F1'],
      [quality('links', links), quality('clusters', clusters), quality('B-cubed', clusters.bcubed)],
    ),
    `${percent(clusters.exact)} of the entities are exactly one cluster`,
    ...describeKinds(result),
    ...describeFinds(result),
    '',
    ...formatTable(
      ['probability', 'pairs', 'expected', 'observed'],
      calibration.map(({ from, pairs, expected, observed }) => [
        `${from.toFixed(1)}-${(from + 0.1).toFixed(1)}`,
        pairs,
        expected.toFixed(3),
        observed.toFixed(3),
      ]),
    ),
    `expected calibration error ${result.calibrationError.toFixed(4)}`,
    '',
    Object.entries(result.seconds)
      .filter(([, seconds]) => seconds >= 0.05)
      .map(([stage, seconds]) => `${stage} ${seconds.toFixed(1)} s`)
      .join(', '),
    `peak memory ${result.peakRssMb} MB`,
  ];
}

function describeKinds({ kinds }: Evaluation): readonly string[] {
  const rows = Object.entries(kinds);
  if (rows.length < 2) return [];
  return [
    '',
    ...formatTable(
      [
        'kind',
        'mentions',
        'entities',
        'candidates',
        'complete',
        'precision',
        'recall',
        'F1',
        'B3 F1',
        'calibration',
      ],
      rows.map(([kind, one]) => [
        kind,
        one.mentions,
        one.entities,
        one.candidates,
        percent(one.pairCompleteness),
        ...[one.clusters.precision, one.clusters.recall, one.clusters.f1, one.clusters.bcubed.f1].map(
          (value) => value.toFixed(4),
        ),
        one.calibrationError.toFixed(4),
      ]),
    ),
  ];
}

function describeFinds({ finds }: Evaluation): readonly string[] {
  if (finds === undefined) return [];
  const { mentions, found, right, proposed, precision, recall } = finds;
  return [
    '',
    `${mentions} looked for: ${found} found, ${right} right (precision ${percent(precision)}, recall ${percent(recall)}); ${proposed} more proposed`,
  ];
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
