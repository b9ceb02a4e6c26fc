import type { DeliveryReport } from '../intake/delivery.ts';
import type { IntakeContext } from '../intake/intake-context.ts';
import { finishStages, runStages } from '../pipeline.ts';
import { keepSmall } from '../runtime-flags.ts';
import { describeReport, toJsonLine } from './describe-report.ts';
import { EXIT } from './exit-code.ts';
import type { OpenGraph } from './open-graph.ts';
import { createProgress } from './progress.ts';
import type { Cli } from './run-command.ts';

/** Does one piece of intake while a person watches, and gives what came of it. */
export async function watchIntake<T>(
  { terminal, settings, signal }: Cli,
  { graph }: OpenGraph,
  label: string,
  work: (context: IntakeContext) => Promise<T>,
): Promise<T> {
  const progress = createProgress(terminal, label);
  try {
    return await work({
      graph,
      settings,
      clock: Date.now,
      signal,
      listener: runStages,
      onApplied: finishStages,
      onProgress: ({ phase, rows, of }) => {
        keepSmall();
        progress.show({ phase, done: rows, of, unit: phase === 'ending' ? 'record' : 'row' });
      },
    });
  } finally {
    progress.stop();
  }
}

/** Tells what became of a delivery, and gives the exit code that says so. */
export function tellReport({ terminal, json }: Cli, report: DeliveryReport): number {
  if (json) terminal.print(toJsonLine(report));
  else for (const line of describeReport(report)) terminal.print(line);
  return report.held ? EXIT.held : EXIT.done;
}
