import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { JingweiError } from '../errors.ts';
import { countNodes, listMigrations, recordMigrations } from '../generated/statements.ts';
import { findPackageRoot } from '../package-root.ts';
import type { Graph } from './graph.ts';

export interface Migration {
  readonly name: string;
  readonly checksum: string;
  readonly texts: readonly string[];
}

/**
 * Brings the graph to the newest schema: numbered files under `cypher/migrations`, each applied once and remembered
 * with its checksum. Every text is repeatable, so a start that was killed half-way is finished by the next one.
 * A store without a single node has nothing to convert: of what changes data it is given only what makes nodes.
 * Returns the names that were applied now. Throws MIGRATION_CHANGED and MIGRATION_UNKNOWN.
 */
export async function migrate(graph: Graph): Promise<readonly string[]> {
  const migrations = await readMigrations();
  const applied = new Map((await graph.read(listMigrations, {})).map((row) => [row.name, row.checksum]));
  for (const name of applied.keys()) {
    if (!migrations.some((migration) => migration.name === name))
      throw new JingweiError('MIGRATION_UNKNOWN', { name });
  }
  const isEmpty = applied.size === 0 && (await graph.read(countNodes, {}))[0]?.nodes === 0;
  const fresh: Migration[] = [];
  try {
    for (const migration of migrations) {
      const checksum = applied.get(migration.name);
      if (checksum === migration.checksum) continue;
      if (checksum !== undefined) throw new JingweiError('MIGRATION_CHANGED', { name: migration.name });
      const { texts } = migration;
      await graph.migrate(groupTexts(isEmpty ? texts.filter((text) => !CONVERSION.test(text)) : texts));
      fresh.push(migration);
    }
  } finally {
    const rows = fresh.map(({ name, checksum }) => ({ name, checksum }));
    if (rows.length > 0) await graph.write((transaction) => transaction.run(recordMigrations, { rows }));
  }
  if (fresh.length > 0) await graph.migrate([['CALL db.awaitIndexes(300)']]);
  return fresh.map(({ name }) => name);
}

/** What seeks nodes first and finds none does nothing; to have each planned cost an empty store a second. */
export const CONVERSION = /^MATCH\b/;
const SCHEMA_CHANGE = /^(CREATE|DROP) ([A-Z]+ )?(INDEX|CONSTRAINT) /;

/** Neighbours that change the schema alone go together, which is a third of an empty store's time; nothing else may be beside them. */
function groupTexts(texts: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let isSchema = false;
  for (const text of texts) {
    const before = groups.at(-1);
    const isAlike = isSchema && SCHEMA_CHANGE.test(text);
    if (before !== undefined && isAlike) before.push(text);
    else groups.push([text]);
    isSchema = SCHEMA_CHANGE.test(text);
  }
  return groups;
}

/** The migrations that this version knows, in order. */
export async function readMigrations(): Promise<readonly Migration[]> {
  const directory = new URL('cypher/migrations/', findPackageRoot());
  const files = (await readdir(fileURLToPath(directory))).filter((file) => file.endsWith('.cypher')).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(new URL(file, directory), 'utf8');
      const texts = text
        .split('\n')
        .filter((line) => !line.startsWith('//'))
        .join('\n')
        .split(/;\s*\n|;\s*$/)
        .map((part) => part.trim())
        .filter((part) => part !== '');
      return {
        name: file.replace('.cypher', ''),
        checksum: createHash('sha256').update(text).digest('hex'),
        texts,
      };
    }),
  );
}
