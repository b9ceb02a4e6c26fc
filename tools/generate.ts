import { mkdirSync, writeFileSync } from 'node:fs';
import { mappingJsonSchema } from '../src/intake/mapping/mapping-json-schema.ts';
import { generateSchema } from './generate-schema.ts';
import { generateStatements } from './generate-statements.ts';

/**
 * Generates everything that is derived from `cypher/` and `schema/` into `src/generated/`, and the schema that mappings name for
 * editors (neither is committed).
 */
export async function generate(): Promise<void> {
  mkdirSync('src/generated', { recursive: true });
  const statements = generateStatements('cypher', 'src/generated/statements.ts');
  const types = await generateSchema('schema', 'src/generated');
  writeFileSync('schema/mapping.schema.json', `${JSON.stringify(mappingJsonSchema(), null, 2)}\n`);
  console.log(`generated ${statements} statements and ${types} schema files`);
}
