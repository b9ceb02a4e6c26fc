import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageServer, startPageServer } from './page-server.ts';

const PAGE = readFileSync('docs/access.md', 'utf8');
const ABOUT = 'text: "姚霞薇", kind: Person';
let server: PageServer;
const ask: PageServer['ask'] = (query, matter) => server.ask(query, matter);

beforeAll(async () => {
  server = await startPageServer();
});

afterAll(() => server.close());

describe('docs/access.md', () => {
  it('is right about the question without a matter', async () => {
    const [, query = ''] = /```graphql\n([\s\S]*?)```/.exec(PAGE) ?? [];
    expect(query).toContain(ABOUT);
    expect((await ask(query)).errors[0].extensions.code).toBe('MATTER_REQUIRED');
  });

  it('is right about who is seen under which matter, and why not', async () => {
    const question = `{ search(${ABOUT}, first: 1) { nodes { entity { name departments { id } } } } }`;
    const wide = await ask(question, 'x_staged-accidents');
    expect(wide.data.search.nodes[0].entity.departments).toHaveLength(6);
    const narrow = await ask(question, 'x_unlet-homes');
    const departments = narrow.data.search.nodes[0].entity.departments.map(({ id }: { id: string }) => id);
    expect(departments).toContain('housing');
    expect(departments).not.toContain('population');
    const codes = narrow.extensions.redactions.map(({ code }: { code: string }) => code);
    expect(codes).toContain('APPROVAL_REQUIRED');
    const why = await ask(
      '{ accessExplanation(datasets: ["population/residents"]) { class code needed } }',
      'x_unlet-homes',
    );
    expect(why.data.accessExplanation).toContainEqual({
      class: 'personal',
      code: 'APPROVAL_REQUIRED',
      needed: "the approval of the matter by the dataset's department",
    });
  });
});
