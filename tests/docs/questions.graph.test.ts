import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLE_MATTER } from '../../src/access/example-matters.ts';
import { type PageServer, startPageServer } from './page-server.ts';

const PATH = 'docs/questions.md';
const page = readFileSync(PATH, 'utf8');
/** A question with its heading and the answer beneath it. */
const QUESTION = /## (\d+\. .*)\n[\s\S]*?```graphql\n([\s\S]*?)```\n\n```json\n([\s\S]*?)```/g;
const questions = [...page.matchAll(QUESTION)].map(([, title = '', query = '', answer = '']) => ({
  title,
  query,
  answer,
}));
let server: PageServer;

beforeAll(async () => {
  server = await startPageServer();
});

afterAll(async () => {
  await server.close();
  // JINGWEI_QUESTIONS=write puts today's answers into the page, for a person to read before they are kept.
  if (process.env.JINGWEI_QUESTIONS !== 'write') return;
  let text = page;
  for (const { query, answer } of questions)
    text = text.replace(
      `${query}\`\`\`\n\n\`\`\`json\n${answer}`,
      `${query}\`\`\`\n\n\`\`\`json\n${answers.get(query) ?? answer}`,
    );
  writeFileSync(PATH, text);
});

const answers = new Map<string, string>();

describe(PATH, () => {
  it('has ten questions or more', () => {
    expect(questions.length).toBeGreaterThanOrEqual(10);
  });

  it.each(questions)('$title', async ({ query, answer }) => {
    const { data, errors } = await server.ask(query, EXAMPLE_MATTER);
    expect(errors).toBeUndefined();
    answers.set(query, `${JSON.stringify(data, null, 1)}\n`);
    if (process.env.JINGWEI_QUESTIONS !== 'write') expect(data).toEqual(JSON.parse(answer));
  });
});
