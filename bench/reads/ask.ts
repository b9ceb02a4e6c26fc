/** A measured process: asks the product over HTTP and the store through the bare driver, in turns. */
import { openGraph } from '../../src/graph/graph.ts';
import { loadCatalogue } from '../../src/intake/dataset-catalogue.ts';
import { chooseName } from '../../src/resolve/choose-name.ts';
import { loadSettings } from '../../src/settings.ts';
import { openBareDriver } from '../bench-store.ts';
import { answerOrders } from '../measured-process.ts';
import { createGraphqlClient } from './graphql-client.ts';
import { listQuestions } from './list-questions.ts';
import { measureQuestion } from './measure-question.ts';
import { type AskAnswer, type AskedQuestion, AskOrder } from './messages.ts';
import { createSides } from './sides.ts';

answerOrders((order) => ask(AskOrder.parse(order)));

async function ask({ store, url, callers }: AskOrder): Promise<AskAnswer> {
  const graph = await openGraph(store);
  const driver = openBareDriver(store);
  const client = createGraphqlClient(url, callers);
  try {
    const catalogue = await loadCatalogue({ graph, settings: loadSettings(), clock: Date.now });
    const questions: AskedQuestion[] = [];
    for (const question of await listQuestions(driver, client)) {
      process.stderr.write(`asking: ${question.name}\n`);
      const sides = createSides(question, driver, client);
      questions.push(
        await measureQuestion(question, sides, callers, (rows) => chooseName(catalogue, '', rows)),
      );
    }
    return { questions };
  } finally {
    client.close();
    await driver.close();
    await graph.close();
  }
}
