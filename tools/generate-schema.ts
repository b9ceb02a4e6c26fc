/** Turns `schema/<subject>.graphql` into one SDL constant and the types of its resolvers. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import { parse } from 'graphql';

export async function generateSchema(root: string, target: string): Promise<number> {
  const files = readdirSync(root)
    .filter((file) => file.endsWith('.graphql'))
    .sort();
  const sdl = files.map((file) => readFileSync(join(root, file), 'utf8').trim()).join('\n\n');
  writeFileSync(join(target, 'sdl.ts'), `export const SDL = ${JSON.stringify(sdl)};\n`);
  const filename = join(target, 'resolvers.ts');
  const config = {
    useTypeImports: true,
    immutableTypes: true,
    enumsAsTypes: true,
    // GraphQL's Record would hide TypeScript's.
    typesPrefix: 'Gql',
    maybeValue: 'T | null | undefined',
    contextType: '../api/context.ts#RequestContext',
    mapperTypeSuffix: 'Model',
    mappers: readMappers(join(root, 'mappers.json')),
    scalars: { DateTime: 'string', ID: 'string', JSON: 'unknown', Long: 'number' },
    importExtension: '.ts',
  };
  const output = await codegen({
    filename,
    schema: parse(sdl),
    documents: [],
    config,
    plugins: [{ typescript: config }, { resolvers: config }],
    pluginMap: { typescript, resolvers },
  });
  writeFileSync(filename, output);
  return files.length;
}

/** GraphQL type → `file#Type` of the domain object that its resolvers get as parent. */
function readMappers(path: string): Record<string, string> {
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof parsed !== 'object' || parsed === null) throw new Error(`${path} is not an object`);
  return Object.fromEntries(Object.entries(parsed).map(([type, file]) => [type, String(file)]));
}
