/** A measured process: asks the product over HTTP and the store through the bare driver, in turns. */
import type { Driver } from 'neo4j-driver';
import type { Graph } from '../../src/graph/graph.ts';
import { openGraph } from '../../src/graph/open-graph.ts';
import { loadCatalogue } from '../../src/intake/dataset-catalogue.ts';
import { chooseName } from '../../src/resolve/choose-name.ts';
import type { Settings } from '../../src/settings.ts';
import { openBareDriver } from '../bench-store.ts';
import { listCorrelateQuestions } from '../correlate/list-questions.ts';
import { answerOrders } from '../measured-process.ts';
import { listReadsQuestions } from '../reads/list-questions.ts';
import { settingsOf } from '../settings-of.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';
import { prepareQuestion } from './measure-question.ts';
import { type AskAnswer, type AskedQuestion, AskOrder } from './messages.ts';
import type { Question } from './question.ts';
import { createSides } from './sides.ts';

interface Access {
  readonly driver: Driver;
  readonly client: GraphqlClient;
  readonly graph: Graph;
  readonly settings: Settings;
}

const LISTS: Readonly<Record<AskOrder['bench'], (access: Access) => Promise<readonly Question[]>>> = {
  reads: ({ driver, client }) => listReadsQuestions(driver, client),
  correlate: ({ driver, graph, settings }) => listCorrelateQuestions(driver, graph, settings),
};

answerOrders((order) => ask(AskOrder.parse(order)));

async function ask({ bench, store, url, callers }: AskOrder): Promise<AskAnswer> {
  const graph = await openGraph(store);
  // What a statement failed of is told at once, and its time is its own.
  const driver = openBareDriver(store, { disableLosslessIntegers: true, maxTransactionRetryTime: 0 });
  const client = createGraphqlClient(url, callers ?? 1);
  const settings = settingsOf(store.home);
  try {
    const catalogue = await loadCatalogue({ graph, settings, clock: Date.now });
    const prepared: (() => Promise<AskedQuestion>)[] = [];
    for (const question of await LISTS[bench]({ driver, client, graph, settings })) {
      process.stderr.write(`asking: ${question.name}\n`);
      const sides = createSides(question, driver, client);
      prepared.push(
        await prepareQuestion(question, sides, callers, (rows) => chooseName(catalogue, '', rows)),
      );
    }
    const questions: AskedQuestion[] = [];
    for (const measure of prepared) questions.push(await measure());
    return { questions };
  } finally {
    client.close();
    await driver.close();
    await graph.close();
  }
}
