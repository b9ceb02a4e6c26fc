import type { Driver } from 'neo4j-driver';
import { z } from 'zod';
import { exactNames } from '../../src/resolve/exact-names.ts';
import { buildTextQuery, queryForms } from '../../src/resolve/lucene.ts';
import type { GraphqlClient } from '../questions/graphql-client.ts';
import type { Question, Subject } from '../questions/question.ts';
import { sample } from '../questions/sample.ts';
import { askEntityById } from './questions/entity-by-id.ts';
import { askLinkedTo } from './questions/linked-to.ts';
import { askPageOfFifty, FIFTY_PERSONS, moveCursor } from './questions/page-of-fifty.ts';
import { askProfile } from './questions/profile.ts';
import { askSearch } from './questions/search.ts';
import { askTwoHops } from './questions/two-hops.ts';

const COUNT = { count: 1_000 };
const TEXT_FIELDS = ['textPublic', 'textInternal', 'textPersonal', 'textSensitive'];

/** The six questions with subjects drawn from what the store holds. */
export async function listReadsQuestions(
  driver: Driver,
  client: GraphqlClient,
): Promise<readonly Question[]> {
  const persons = await sample(driver, 'reads/sample-persons', z.object({ id: z.string() }), COUNT);
  const names = await sample(driver, 'reads/sample-names', z.object({ name: z.string() }), COUNT);
  const codes = await sample(driver, 'reads/sample-codes', z.object({ key: z.string() }), COUNT);
  const positions = await sample(
    driver,
    'reads/sample-positions',
    z.object({ name: z.string(), id: z.string() }),
    COUNT,
  );
  const cursor = await readCursor(client);
  const byId = persons.map(({ id }) => ({ variables: { id }, params: { id } }));
  return [
    askEntityById(byId),
    askProfile(byId),
    askTwoHops(byId),
    askPageOfFifty(
      positions.map(({ name, id }) => ({
        variables: { after: moveCursor(cursor, [name, id]) },
        params: { afterName: name, afterId: id },
      })),
    ),
    askSearch(names.flatMap(({ name }) => toSearch(name))),
    askLinkedTo(
      codes.map(({ key }) => ({
        variables: { code: key.slice(key.indexOf(':') + 1) },
        params: { key },
      })),
    ),
  ];
}

/** The text as typed for the product; for the index, the query that finds just that. */
function toSearch(name: string): readonly Subject[] {
  const query = buildTextQuery(name, { fields: TEXT_FIELDS, datasets: null });
  const params = { query, exact: exactNames(name), runs: queryForms(name) };
  return query === null ? [] : [{ variables: { text: name }, params }];
}

async function readCursor(client: GraphqlClient): Promise<string> {
  const shape = z.object({ entities: z.object({ pageInfo: z.object({ endCursor: z.string() }) }) });
  return shape.parse(await client.ask(FIFTY_PERSONS, {})).entities.pageInfo.endCursor;
}
