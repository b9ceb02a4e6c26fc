import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONVERSION, readMigrations } from '../../src/graph/migrate.ts';

/** The way of the data: a stage may use those before it, never one behind it. */
const STAGES = ['standardise', 'intake', 'resolve', 'correlate', 'reconcile', 'movement', 'quality'] as const;
/** What stands around the stages may use all of them; no stage may use it. */
const AROUND = ['api', 'cli', 'backup', 'evaluate', 'export'] as const;

const SOURCES = listFiles('src').filter((file) => file.endsWith('.ts') && !file.startsWith('src/generated/'));

describe('the four trees', () => {
  it('lets only src/graph import the driver', () => {
    const importers = SOURCES.filter((file) => importsOf(file).includes('neo4j-driver'));
    expect(importers.filter((file) => !file.startsWith('src/graph/'))).toEqual([]);
    expect(importers).not.toEqual([]);
  });

  it('lets data flow one way: no stage imports a later one, nor what stands around', () => {
    const wrong = SOURCES.flatMap((file) => {
      const stage = subjectOf(file);
      const place = STAGES.map(String).indexOf(stage);
      if (place < 0) return [];
      const forbidden: readonly string[] = [...STAGES.slice(place + 1), ...AROUND];
      return importsOf(file)
        .map((target) => subjectOf(relative('.', join(file, '..', target))))
        .filter((subject) => forbidden.includes(subject))
        .map((subject) => `${file} imports ${subject}`);
    });
    expect(wrong).toEqual([]);
  });

  it('keeps pure code pure: standardise touches no file, network, graph or clock', () => {
    const wrong = SOURCES.filter((file) => subjectOf(file) === 'standardise').filter((file) =>
      /from 'node:(fs|net|http|https|child_process)|\/graph\/|Date\.now\(|Math\.random\(/.test(
        readFileSync(file, 'utf8'),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('reads the environment in one file and writes to the console in the command line only', () => {
    const environment = SOURCES.filter((file) => /process\.env\b/.test(code(file)));
    expect(environment).toEqual(['src/settings.ts']);
    const console = SOURCES.filter((file) => /\bconsole\.\w+\(/.test(code(file)));
    expect(console.filter((file) => !file.startsWith('src/cli/'))).toEqual([]);
  });

  it('keeps Cypher in .cypher files', () => {
    const wrong = SOURCES.filter((file) => /\b(MATCH|MERGE|UNWIND|CREATE) *[($]/.test(code(file)));
    expect(wrong).toEqual([]);
  });

  it('has subjects in cypher and schema that src has too', () => {
    const subjects = new Set(readdirSync('src').filter((name) => statSync(join('src', name)).isDirectory()));
    const statements = readdirSync('cypher').filter(
      (name) => !['fragments', 'guards', 'migrations'].includes(name),
    );
    expect(statements.filter((name) => !subjects.has(name))).toEqual([]);
    const schemas = readdirSync('schema').filter(
      (name) => name.endsWith('.graphql') && name !== 'common.graphql',
    );
    expect(schemas.filter((name) => !subjects.has(name.replace('.graphql', '')))).toEqual([]);
  });

  it('has an empty store skip only migrations of what no migration makes', async () => {
    const texts = (await readMigrations()).flatMap((migration) => migration.texts);
    const labelsOf = (found: readonly string[]) =>
      new Set(found.flatMap((text) => [...text.matchAll(/\(\w*:(\w+)/g)].map(([, label = '']) => label)));
    const skipped = labelsOf(texts.filter((text) => CONVERSION.test(text)));
    const made = labelsOf(texts.filter((text) => /\b(MERGE|CREATE) \(/.test(text)));
    expect(skipped).toContain('Mention');
    expect(made).toContain('Lock');
    expect([...skipped].filter((label) => made.has(label))).toEqual([]);
  });

  it('explains every folder of code in a README', () => {
    const folders = new Set(SOURCES.map((file) => join(file, '..')));
    const bare = [...folders].filter((folder) => folder !== 'src' && folder.split('/').length === 2);
    expect(bare.filter((folder) => !readdirSync(folder).includes('README.md'))).toEqual([]);
  });
});

function subjectOf(file: string): string {
  return file.split('/')[1] ?? '';
}

function importsOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
}

/** A file's text without its comments. */
function code(file: string): string {
  return readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
    const path = join(folder, item.name);
    return item.isDirectory() ? listFiles(path) : [path];
  });
}
