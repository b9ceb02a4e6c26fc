import { mkdirSync } from 'node:fs';
import { generateSchema } from './generate-schema.ts';
import { generateStatements } from './generate-statements.ts';

/** Generates everything that is derived from `cypher/` and `schema/` into `src/generated/` (not committed). */
export async function generate(): Promise<void> {
  mkdirSync('src/generated', { recursive: true });
  const statements = generateStatements('cypher', 'src/generated/statements.ts');
  const types = await generateSchema('schema', 'src/generated');
  console.log(`generated ${statements} statements and ${types} schema files`);
}
