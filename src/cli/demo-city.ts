import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openExampleMatters } from '../access/example-matters.ts';
import { DEMO_CITY } from '../city/demo-city.ts';
import { generateCity } from '../city/generate-city.ts';
import type { Context } from '../context.ts';
import { keepAreas } from '../correlate/areas/area-store.ts';
import { readAreasFile } from '../correlate/areas/read-areas-file.ts';
import { beginDemo, finishDemo, readDemo } from '../generated/statements.ts';
import { loadDefinition } from '../intake/definition.ts';
import { deliver } from '../intake/deliver.ts';
import { findPackageRoot } from '../package-root.ts';
import { watchIntake } from './intake-session.ts';
import type { OpenGraph } from './open-graph.ts';
import type { Cli } from './run-command.ts';
import { countOf, formatSeconds } from './words.ts';

/** Whether the demo city is in the store. */
export type Demo = 'none' | 'loaded';

/**
 * Gives an embedded store that never had a delivery a small synthetic city, so that there is something to ask. A
 * loading that was cut short goes on at the next start; a server that NEO4J_URI names is never given demo data.
 */
export async function loadDemoCity(cli: Cli, store: OpenGraph): Promise<Demo> {
  if (!store.isEmbedded) return 'none';
  const [state] = await store.graph.read(readDemo, {});
  if (state?.finished === true) {
    await openExampleMatters(contextOf(cli, store));
    return 'loaded';
  }
  if (state === undefined || (!state.begun && state.deliveries > 0)) return 'none';
  const started = Date.now();
  cli.terminal.tell(
    `The store is empty: taking in a synthetic city of ${countOf(DEMO_CITY.persons, 'person')} …`,
  );
  await store.graph.write((transaction) => transaction.run(beginDemo, {}));
  const directory = await mkdtemp(join(tmpdir(), 'jingwei-city-'));
  try {
    await takeIn(cli, store, directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  await openExampleMatters(contextOf(cli, store));
  await store.graph.write((transaction) => transaction.run(finishDemo, {}));
  cli.terminal.tell(`The city is in (${formatSeconds((Date.now() - started) / 1000)}).`);
  return 'loaded';
}

function contextOf({ settings, signal }: Cli, { graph }: OpenGraph): Context {
  return { graph, settings, signal, clock: Date.now };
}

async function takeIn(cli: Cli, store: OpenGraph, directory: string): Promise<void> {
  const contracts = new URL('examples/city/', findPackageRoot());
  const city = await generateCity({ ...DEMO_CITY, directory });
  await keepAreas(contextOf(cli, store), await readAreasFile(join(directory, 'areas.csv')));
  for (const { dataset, file } of city.datasets) {
    cli.signal.throwIfAborted();
    const definition = await loadDefinition(fileURLToPath(new URL(`${dataset}.odcs.yaml`, contracts)));
    const report = await watchIntake(cli, store, dataset, (context) =>
      deliver(context, { definition, file: join(directory, file) }),
    );
    // The generator's errors are meant to stay below what is held; one that is held can still be released by hand.
    if (report.held) cli.terminal.tell(`${dataset} is held: jingwei release ${report.delivery}`);
  }
}
