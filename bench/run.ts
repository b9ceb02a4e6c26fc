import { loadSettings } from '../src/settings.ts';
import { runAccess } from './access/run-access.ts';
import { findRegressions } from './baselines.ts';
import { build } from './build.ts';
import { runCorrelate } from './correlate/run-correlate.ts';
import { type BenchResult, describeAsked, type Figure, isReached } from './figure.ts';
import { runIntake } from './intake/run-intake.ts';
import { describeMachine } from './machine.ts';
import {
  type Bench,
  type BenchOptions,
  type CommandLine,
  optionsOf,
  parseOptions,
  USAGE,
} from './options.ts';
import { printTable } from './print-table.ts';
import { runReads } from './reads/run-reads.ts';
import { runReconcile } from './reconcile/run-reconcile.ts';
import { runResolve } from './resolve/run-resolve.ts';
import { keepResult } from './results.ts';
import { runStart } from './start/run-start.ts';

const RUNNERS: Readonly<Record<Bench, (options: BenchOptions) => Promise<BenchResult>>> = {
  intake: runIntake,
  reads: runReads,
  correlate: runCorrelate,
  access: runAccess,
  resolve: runResolve,
  reconcile: runReconcile,
  start: runStart,
};

async function main(options: CommandLine): Promise<number> {
  const machine = await describeMachine(loadSettings().neo4j.javaHome);
  await build();
  const figures: Figure[] = [];
  for (const bench of options.benches) {
    const result = await RUNNERS[bench](optionsOf(options, bench));
    for (const table of result.tables) printTable(table);
    await keepResult(result, options.command, machine);
    figures.push(...result.figures);
  }
  printTable({
    title: 'Asked and measured',
    columns: ['figure', 'what', 'asked', 'measured', ''],
    rows: figures.map((figure) => [
      figure.name,
      figure.meaning,
      describeAsked(figure),
      figure.measured,
      isReached(figure) ? 'reached' : 'NOT REACHED',
    ]),
  });
  if (!options.check) return 0;
  const regressions = await findRegressions(figures);
  for (const regression of regressions) console.log(`worse than before: ${regression}`);
  return regressions.length === 0 ? 0 : 1;
}

if (process.argv.includes('--help')) console.log(USAGE);
else process.exitCode = await main(parseOptions(process.argv.slice(2)));
