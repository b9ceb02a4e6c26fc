import { Command } from 'commander';
import { addApp } from './commands/app.ts';
import { addAreas } from './commands/areas.ts';
import { addAudit } from './commands/audit.ts';
import { addBackup } from './commands/backup.ts';
import { addCheck } from './commands/check.ts';
import { addCorrections } from './commands/corrections.ts';
import { addDismiss } from './commands/dismiss.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addExport } from './commands/export.ts';
import { addGenerate } from './commands/generate.ts';
import { addIntake } from './commands/intake.ts';
import { addJudge } from './commands/judge.ts';
import { addPolicy } from './commands/policy.ts';
import { addProblems } from './commands/problems.ts';
import { addRelease } from './commands/release.ts';
import { addRemap } from './commands/remap.ts';
import { addResolve } from './commands/resolve.ts';
import { addRestore } from './commands/restore.ts';
import { addRetention } from './commands/retention.ts';
import { addServe } from './commands/serve.ts';
import { addStatus } from './commands/status.ts';
import { addToken } from './commands/token.ts';
import { addUndo } from './commands/undo.ts';
import type { RunCommand } from './run-command.ts';

const HELP = `
Exit codes: 0 done, 7 a delivery is held, 130 interrupted; all others in docs/cli.md. Settings are environment
variables, listed in docs/settings.md.

Examples:
  $ jingwei serve
  $ jingwei check facilities.odcs.yaml facilities.csv
  $ jingwei intake facilities.odcs.yaml facilities.csv
  $ jingwei status`;

const ADDERS = [
  addServe,
  addIntake,
  addCheck,
  addStatus,
  addRelease,
  addDismiss,
  addUndo,
  addRemap,
  addRetention,
  addResolve,
  addCorrections,
  addJudge,
  addAreas,
  addProblems,
  addExport,
  addPolicy,
  addBackup,
  addRestore,
  addAudit,
  addGenerate,
  addEvaluate,
  addApp,
  addToken,
];

/** The command line as commander knows it; every command's work goes through `run`. */
export function createProgram(version: string, run: RunCommand): Command {
  const program = new Command('jingwei')
    .description('Links the records of many departments by people, things, places and time, over Neo4j.')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError(true)
    .addHelpText('after', HELP);
  for (const add of ADDERS) add(program, run);
  return program;
}
