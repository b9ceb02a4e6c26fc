#!/usr/bin/env node
import './production.ts';
import { setRuntimeFlags } from '../runtime-flags.ts';
import { runCli } from './run-cli.ts';
import { createTerminal } from './terminal.ts';

setRuntimeFlags();
const exit = await runCli(process.argv.slice(2), createTerminal(process.stdout, process.stderr));
// What an interrupted command left waiting (a server that is just starting) must not keep the process.
process.exit(exit);
