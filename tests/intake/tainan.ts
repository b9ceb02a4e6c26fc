import { existsSync, readdirSync } from 'node:fs';
import { loadDefinition } from '../../src/intake/definition.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { DeliveryReport } from '../../src/intake/delivery.ts';
import { releaseDelivery } from '../../src/intake/held-delivery.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { openTestGraph } from '../setup/test-graph.ts';

/** Files of real departments by dataset, in the order that they are taken in. */
export type TainanFiles = Readonly<Record<string, readonly string[]>>;

const DATA = '../shared/data/tainan';

/** Real open data of three departments never comes into the repository: its tests run only beside it. */
export function hasTainan(): boolean {
  return existsSync(DATA);
}

/** All that is there. */
export function listTainanFiles(): TainanFiles {
  const police = readdirSync(`${DATA}/police`).sort();
  return {
    'environment/facilities': [`${DATA}/environment/facilities.csv`],
    'environment/penalties': [`${DATA}/environment/penalties.csv`],
    'police/fatal-accidents': police.map((file) => `${DATA}/police/${file}`),
    'fire/dispatches': [`${DATA}/fire/dispatches.ndjson`],
  };
}

/** Takes files in by the contracts and mappings of `examples/tainan`; what became of each, by dataset. One that is held is released. */
export async function takeInTainan(
  files: TainanFiles,
): Promise<ReadonlyMap<string, readonly DeliveryReport[]>> {
  const reports = new Map<string, readonly DeliveryReport[]>();
  const graph = await openTestGraph();
  for (const [name, paths] of Object.entries(files)) {
    const definition = await loadDefinition(`examples/tainan/${name}.odcs.yaml`);
    const done: DeliveryReport[] = [];
    for (const file of paths) {
      const report = await deliver(intakeContext(graph), { definition, file });
      done.push(report);
      if (report.held) done.push(await releaseDelivery(intakeContext(graph), report.delivery));
    }
    reports.set(name, done);
  }
  await graph.close();
  return reports;
}
