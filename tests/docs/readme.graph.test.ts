import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageServer, startPageServer } from './page-server.ts';

const README = readFileSync('README.md', 'utf8');
let server: PageServer;

beforeAll(async () => {
  server = await startPageServer();
});

afterAll(() => server.close());

describe('README', () => {
  it('asks a question across departments and shows the answer that the server gives', async () => {
    const { data } = await server.ask(block('graphql'));
    expect({ data }).toEqual(JSON.parse(block('json')));
  });

  it('names only commands and files that are there', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const [, script = ''] of README.matchAll(/npm run ([\w:]+)/g))
      expect(scripts).toHaveProperty([script]);
    for (const [, file = ''] of README.matchAll(/\]\(((?:docs|CONTRIBUTING)[^)]*)\)/g)) {
      expect(() => readFileSync(file)).not.toThrow(/ENOENT/);
    }
  });
});

/** The text of the README's first block in a language. */
function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(README);
  if (found?.[1] === undefined) throw new Error(`The README has no ${language} block`);
  return found[1];
}
