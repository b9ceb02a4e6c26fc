import { EXAMPLE_MATTER } from '../access/example-matters.ts';
import type { Demo } from './demo-city.ts';

/** A question that a newcomer can copy into GraphiQL. */
export interface ExampleQuestion {
  readonly about: string;
  readonly query: string;
}

/** Somebody of the demo city whom six departments know, each in its own way. */
export const DEMO_PERSON = '姚霞薇';

const ABOUT_THE_CITY: readonly ExampleQuestion[] = [
  {
    about: 'Who is this, as six departments know her? Ask in Chinese or in pinyin.',
    query: `{ search(text: "yao xiawei", kind: Person, first: 1, matter: "${EXAMPLE_MATTER}") { nodes { entity { name departments { name } links(first: 20) { nodes { type other { kind name } } } } } } }`,
  },
  {
    about: 'Where do they say that she lives, in whose words?',
    query: `{ search(text: "${DEMO_PERSON}", kind: Person, first: 1, matter: "${EXAMPLE_MATTER}") { nodes { entity { claims(attributes: ["address"]) { value preferred sources { original department { name } } } } } } }`,
  },
  {
    about: 'What happened when to the vehicles that she owns?',
    query: `{ entities(where: { kind: Thing, type: "vehicle", linkedTo: { types: ["OWNS"], attributes: [{ name: "name", equals: "${DEMO_PERSON}" }] } }, matter: "${EXAMPLE_MATTER}") { nodes { name timeline { nodes { period { from } record { dataset { name department { name } } } } } } } }`,
  },
];

const ABOUT_ANY_STORE: readonly ExampleQuestion[] = [
  {
    about: 'Which departments gave what?',
    query: '{ departments { name datasets { id name recordCount latestDelivery { state receivedAt } } } }',
  },
  {
    about: 'Whom or what do we know by a name, an address or an identifier?',
    query:
      '{ search(text: "王", first: 5) { totalCount nodes { entity { kind name departments { name } } } } }',
  },
  {
    about: 'Which rows broke their contract, and how?',
    query: '{ quarantine(first: 5) { totalCount nodes { line rule column reason } } }',
  },
];

export function listExampleQuestions(demo: Demo): readonly ExampleQuestion[] {
  return demo === 'loaded' ? ABOUT_THE_CITY : ABOUT_ANY_STORE;
}
