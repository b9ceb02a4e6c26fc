import { openGraph } from '../../src/graph/open-graph.ts';
import { finishStages, runStages } from '../../src/pipeline.ts';
import { loadSettings } from '../../src/settings.ts';
import { type DecisionStep, takeStep } from './decision-step.ts';

// Takes the steps that it is sent, in a process of its own that may be killed at any moment.
const settings = loadSettings();
const { uri = '', user, password = '', database } = settings.neo4j;
const graph = await openGraph({ uri, user, password, database });
const context = {
  graph,
  settings,
  clock: Date.now,
  listener: runStages,
  onApplied: finishStages,
  onProgress: () => undefined,
};
process.on('message', (step: DecisionStep) => {
  process.send?.('begun');
  takeStep(context, step).then(
    () => process.send?.('done'),
    // What refuses a step is found again when it is taken again.
    () => process.send?.('refused'),
  );
});
process.send?.('ready');
