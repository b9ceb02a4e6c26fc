/** A measured process: takes a city in through the product's own door, and does nothing else. */
import { join } from 'node:path';
import { openGraph } from '../../src/graph/open-graph.ts';
import { loadDefinition } from '../../src/intake/definition.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { DeliveryProgress } from '../../src/intake/delivery.ts';
import { findPackageRoot } from '../../src/package-root.ts';
import { finishStages, observeStages } from '../../src/pipeline.ts';
import { keepSmall, setRuntimeFlags } from '../../src/runtime-flags.ts';
import { answerOrders } from '../measured-process.ts';
import { settingsOf } from '../settings-of.ts';
import { type TakeInAnswer, TakeInOrder } from './messages.ts';
import { StatementClock } from './statement-clock.ts';

const MARK_EVERY = 50_000;
const SAMPLE_MILLISECONDS = 100;

setRuntimeFlags();
answerOrders((order) => takeIn(TakeInOrder.parse(order)));

async function takeIn({ store, directory, datasets }: TakeInOrder): Promise<TakeInAnswer> {
  const graph = await openGraph(store);
  const clock = new StatementClock();
  graph.observe((name, milliseconds) => clock.add(name, milliseconds));
  const stages: Record<string, number> = {};
  const memory = new MemoryMarks();
  const context = {
    graph,
    settings: settingsOf(store.home),
    clock: Date.now,
    listener: observeStages((stage, milliseconds) => {
      stages[stage] = (stages[stage] ?? 0) + milliseconds;
    }),
    onApplied: finishStages,
    onProgress: (progress: DeliveryProgress) => {
      keepSmall();
      memory.progress(progress);
    },
  };
  const held: string[] = [];
  const sampler = setInterval(() => memory.sample(), SAMPLE_MILLISECONDS);
  const began = performance.now();
  const used = process.cpuUsage();
  let rows = 0;
  for (const { dataset, file } of datasets) {
    const definition = await loadDefinition(
      new URL(`examples/city/${dataset}.odcs.yaml`, findPackageRoot()).pathname,
    );
    const report = await deliver(context, { definition, file: join(directory, file) });
    if (report.held) held.push(dataset);
    rows += report.rows;
    memory.delivered(rows);
  }
  const spent = process.cpuUsage(used);
  const seconds = (performance.now() - began) / 1000;
  clearInterval(sampler);
  await graph.close();
  return {
    seconds,
    nodeSeconds: (spent.user + spent.system) / 1e6,
    statements: clock.list(),
    stages,
    rows,
    memory: memory.marks,
    held,
  };
}

/** Notes the process's memory as rows go by. The peak is the operating system's own count, so nothing is missed. */
class MemoryMarks {
  readonly marks: TakeInAnswer['memory'] = [];
  #before = 0;
  #next = MARK_EVERY;
  #highest = 0;

  sample(): void {
    this.#highest = Math.max(this.#highest, process.memoryUsage.rss());
  }

  progress({ phase, rows }: DeliveryProgress): void {
    if (phase === 'applying' && this.#before + rows >= this.#next) this.#mark(this.#before + rows);
  }

  delivered(rows: number): void {
    this.#before = rows;
    this.#mark(rows);
  }

  #mark(rows: number): void {
    this.sample();
    this.marks.push({
      rows,
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
      megabytes: Math.round(this.#highest / 1024 ** 2),
    });
    this.#highest = 0;
    while (this.#next <= rows) this.#next += MARK_EVERY;
  }
}
