import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { JingweiError } from '../errors.ts';
import { listMigrations, recordMigration } from '../generated/statements.ts';
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
 * Returns the names that were applied now. Throws MIGRATION_CHANGED and MIGRATION_UNKNOWN.
 */
export async function migrate(graph: Graph): Promise<readonly string[]> {
  const migrations = await readMigrations();
  const applied = new Map((await graph.read(listMigrations, {})).map((row) => [row.name, row.checksum]));
  for (const name of applied.keys()) {
    if (!migrations.some((migration) => migration.name === name))
      throw new JingweiError('MIGRATION_UNKNOWN', { name });
  }
  const fresh: string[] = [];
  for (const migration of migrations) {
    const checksum = applied.get(migration.name);
    if (checksum === migration.checksum) continue;
    if (checksum !== undefined) throw new JingweiError('MIGRATION_CHANGED', { name: migration.name });
    await graph.migrate(migration.texts);
    await graph.write((transaction) =>
      transaction.run(recordMigration, { name: migration.name, checksum: migration.checksum }),
    );
    fresh.push(migration.name);
  }
  if (fresh.length > 0) await graph.migrate(['CALL db.awaitIndexes(300)']);
  return fresh;
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
