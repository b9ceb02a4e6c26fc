import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import pino from 'pino';
import type { Context } from '../../context.ts';
import { JingweiError } from '../../errors.ts';
import { resumeInterrupted } from '../../intake/resume-delivery.ts';
import { findPackageRoot } from '../../package-root.ts';
import { listModelSummaries } from '../../resolve/matching/model-store.ts';
import { setServingFlags } from '../../runtime-flags.ts';
import type { Settings } from '../../settings.ts';
import { type Demo, loadDemoCity } from '../demo-city.ts';
import { listExampleQuestions } from '../example-questions.ts';
import { EXIT } from '../exit-code.ts';
import { watchIntake } from '../intake-session.ts';
import { type OpenGraph, withStore } from '../open-graph.ts';
import type { Cli, RunCommand } from '../run-command.ts';
import { countOf } from '../words.ts';

const HELP = `
It starts Neo4j if it must, finishes deliveries that were interrupted, and answers GraphQL until Ctrl-C or SIGTERM.
An embedded store that is empty is given a small synthetic city; a server that NEO4J_URI names never is.

Examples:
  $ jingwei serve
  $ JINGWEI_PORT=8080 jingwei serve
  $ NEO4J_URI=neo4j://db:7687 NEO4J_PASSWORD=… jingwei serve`;

export function addServe(program: Command, run: RunCommand): void {
  program
    .command('serve')
    .summary('answer GraphQL')
    .description('Answers GraphQL at http://127.0.0.1:4000/graphql.')
    .addHelpText('after', HELP)
    .action(() => run({}, serve));
}

async function serve(cli: Cli): Promise<number> {
  let onLost: (reason: string) => void = () => undefined;
  const lost = new Promise<string>((resolve) => {
    onLost = resolve;
  });
  try {
    return await withStore(cli, (store) => serveStore(cli, store, lost), {
      hurried: true,
      onLost: (reason) => onLost(reason),
    });
  } catch (error) {
    // To be stopped is how serving ends.
    if (cli.signal.aborted) return EXIT.done;
    throw error;
  }
}

async function serveStore(cli: Cli, store: OpenGraph, lost: Promise<string>): Promise<number> {
  const { settings, signal, terminal } = cli;
  const resumed = await watchIntake(cli, store, 'interrupted deliveries', resumeInterrupted);
  if (resumed.length > 0)
    terminal.tell(
      `Took up ${countOf(resumed.length, 'interrupted delivery', 'interrupted deliveries')} again.`,
    );
  const demo = await loadDemoCity(cli, store);
  // Loaded here: no other command should wait for what only serving needs.
  const { startServer } = await import('../../api/server/start-server.ts');
  setServingFlags();
  const logger = pino({ level: settings.log.level }, pino.destination({ fd: 2, sync: true }));
  const asDemo = withDemoPolicies(settings, demo);
  const server = await startServer({ graph: store.graph, settings: asDemo, logger });
  const over = new AbortController();
  let rehearsal = Promise.resolve();
  try {
    for (const line of describeReady(server.url, demo)) terminal.print(line);
    if (demo === 'loaded') {
      const context = { graph: store.graph, settings: asDemo, clock: Date.now };
      rehearsal = rehearseExamples({ ...context, signal: AbortSignal.any([signal, over.signal]) }, logger);
    }
    const models = await listModelSummaries({ graph: store.graph, settings, clock: Date.now });
    if (!models.some(({ state }) => state === 'IN_USE')) {
      terminal.tell('Only shared identifiers join what describes one thing, until a model does:');
      terminal.tell('→ jingwei resolve train, then jingwei resolve run');
    }
    const reason = await Promise.race([lost, aborted(signal)]);
    if (reason !== undefined) throw new JingweiError('GRAPH_UNREACHABLE', { uri: store.address.uri });
    return EXIT.done;
  } finally {
    over.abort();
    await rehearsal;
    await server.close();
  }
}

/** What the ready line proposes is what is asked first, and that took seconds: it is asked here while somebody reads. */
async function rehearseExamples(context: Context, logger: pino.Logger): Promise<void> {
  const { rehearse } = await import('../../api/rehearse.ts');
  const questions = listExampleQuestions('loaded').map(({ query }) => query);
  try {
    await rehearse(context, questions);
  } catch (error) {
    // Whoever asks the same is told what is wrong.
    if (context.signal?.aborted !== true) logger.warn({ event: 'rehearsal-failed', error: String(error) });
  }
}

/** The departments of the demo city bring conditions of their own, unless the operator names policies. */
function withDemoPolicies(settings: Settings, demo: Demo): Settings {
  if (demo === 'none' || settings.access.policies.length > 0) return settings;
  const folder = fileURLToPath(new URL('examples/city/policies/', findPackageRoot()));
  return { ...settings, access: { ...settings.access, policies: [folder] } };
}

/** The address, and something to ask there. */
export function describeReady(url: string, demo: Demo): readonly string[] {
  const questions = listExampleQuestions(demo);
  return [
    '',
    `Jingwei is ready: ${url}/graphql`,
    ...(questions.length === 0 ? [] : ['', 'To try there:']),
    ...questions.flatMap(({ about, query }) => ['', `# ${about}`, query]),
    '',
    'Ctrl-C stops it.',
  ];
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
