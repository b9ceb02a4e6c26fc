#!/usr/bin/env node
import { setRuntimeFlags } from '../runtime-flags.ts';
import { preferProduction } from '../settings.ts';

setRuntimeFlags();
preferProduction();
// Loaded afterwards: what is loaded before looks at the environment as it was.
const { runCli } = await import('./run-cli.ts');
const { createTerminal } = await import('./terminal.ts');
const exit = await runCli(process.argv.slice(2), createTerminal(process.stdout, process.stderr));
// What an interrupted command left waiting (a server that is just starting) must not keep the process.
process.exit(exit);
