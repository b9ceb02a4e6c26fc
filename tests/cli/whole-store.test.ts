import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openChain } from '../../src/chain/chain.ts';
import { type EmbeddedServer, openEmbedded } from '../../src/graph/embedded/open-embedded.ts';
import { openGraph } from '../../src/graph/open-graph.ts';
import type { AuditSettings } from '../../src/settings.ts';
import { listJavas, runStatement, settingsFor, temporaryHome, until } from '../graph/embedded-home.ts';
import { inventDataset } from '../intake/invented-dataset.ts';
import { SMALL_SERVER } from '../setup/neo4j.ts';
import { runHere, runJingwei, startJingwei } from './run-jingwei.ts';
import { readContent } from './store-content.ts';

// One home, one Java: each test goes on from the one before it, as a person would.
const dataset = inventDataset();
const folder = mkdtempSync(join(tmpdir(), 'jingwei-cli-'));
const contract = join(folder, 'residents.odcs.yaml');
const backupFile = join(folder, 'store.jingwei.gz');
const residents = (...numbers: readonly number[]) =>
  numbers.map((number) => [
    String(number),
    `甲某${'一二三四五六七八九十'[number]}`,
    `1391234567${number}`,
    '',
  ]);

const ODD_VALUES = `CREATE (a:Odd:\`Very odd\` {whole: 9223372036854775807, float: 1.0, nothing: [], many: [1, 2], flag: true,
  instant: datetime('1986-07-01T12:00:00.123456789+09:00[Asia/Shanghai]'), day: date('0001-01-01'),
  time: time('08:00:00.5-01:00'), localTime: localtime('23:59:59'), local: localdatetime('9999-12-31T00:00:00'),
  long: duration('P14M3DT7200.5S'), days: [date('2026-01-01'), date('2026-01-02')],
  here: point({longitude: 120.2, latitude: 23.1}), flat: point({x: 1, y: 2, z: 3})})
  CREATE (a)-[:\`To itself\` {since: 5, share: 5.0}]->(a), (a)-[:TO]->(:Odd)`;

let home: string;
let server: EmbeddedServer;
let delivery: string;

function useHome(folder: string): void {
  vi.stubEnv('JINGWEI_HOME', folder);
}

beforeAll(async () => {
  const { contractText, mappingText } = dataset.definition();
  writeFileSync(contract, contractText);
  writeFileSync(join(folder, 'residents.mapping.yaml'), mappingText);
  home = await temporaryHome();
  for (const [name, value] of Object.entries({ ...SMALL_SERVER, NEO4J_URI: '', JINGWEI_PORT: '0' }))
    vi.stubEnv(name, value);
  useHome(home);
  server = await openEmbedded(settingsFor(home));
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

describe('the command line on a home of its own', () => {
  it('takes files in beside a running server and ends with one line of JSON each', async () => {
    const files = [
      dataset.file([...residents(1, 2, 3), ['4', '', '', '']]),
      dataset.file(residents(1, 2, 3, 5)),
    ];
    const { exit, stdout } = await runJingwei(['intake', contract, ...files, '--json']);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    const common = {
      delivery: expect.stringMatching(/^d_/),
      dataset: dataset.id,
      rows: 4,
      versions: 0,
      ended: 0,
    };
    expect({ exit, lines }).toEqual({
      exit: 0,
      lines: [
        { ...common, accepted: 3, unchanged: 0, quarantined: 1, held: false, seconds: expect.any(Number) },
        { ...common, accepted: 1, unchanged: 3, quarantined: 0, held: false, seconds: expect.any(Number) },
      ],
    });
  });

  it('says in words that the same file again changes nothing', async () => {
    const { exit, stdout } = await runHere('intake', contract, dataset.file(residents(1, 2, 3, 5)));
    expect(exit).toBe(0);
    expect(stdout).toContain(
      `${dataset.id}: 4 rows: 0 accepted, 4 unchanged, 0 as a new version, 0 quarantined`,
    );
  });

  it('ends with 7 when a delivery is held, and tells what settles it', async () => {
    writeFileSync(contract, dataset.definition({ quality: QUALITY }).contractText);
    const { exit, stdout } = await runHere('intake', contract, dataset.file(residents(1, 2, 3, 5, 6)));
    delivery = /jingwei release (d_\S+)/.exec(stdout)?.[1] ?? '';
    expect(exit).toBe(7);
    expect(stdout).toContain(`${dataset.id}: held, nothing of its 5 rows was applied (${delivery})`);
    expect(stdout).toMatch(/because .*rowCount/);
    const status = await runHere('status');
    expect(status.stdout.split('\n')[0]).toContain(`${dataset.id}: a delivery is held (${delivery}`);
    const { datasets, waiting } = JSON.parse((await runHere('status', '--json')).stdout);
    expect(datasets).toEqual([
      expect.objectContaining({ id: dataset.id, records: 4, deliveries: 3, held: 1, quarantined: 1 }),
    ]);
    expect(waiting[0].commands).toEqual([`jingwei release ${delivery}`, `jingwei dismiss ${delivery}`]);
  });

  it('releases what was held, takes it back, and refuses to do so twice', async () => {
    const released = await runHere('release', delivery, '--json');
    expect(JSON.parse(released.stdout)).toMatchObject({ delivery, accepted: 1, unchanged: 4, held: false });
    expect((await runHere('undo', delivery)).exit).toBe(0);
    const again = await runHere('undo', delivery);
    expect(again).toMatchObject({ exit: 5, stderr: expect.stringContaining('error DELIVERY_STATE: ') });
    expect((await runHere('dismiss', delivery)).exit).toBe(5);
  });

  it('applies a changed mapping to the rows that are kept', async () => {
    const changed = dataset.definition({ phoneAttribute: 'mobile' });
    writeFileSync(contract, changed.contractText);
    writeFileSync(join(folder, 'residents.mapping.yaml'), changed.mappingText);
    const { exit, stdout } = await runHere('remap', contract, '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ dataset: dataset.id, versions: 4, held: false });
  });

  it('copies everything into one file, for its owner only, and never over another', async () => {
    await runStatement(server, ODD_VALUES);
    const logging = await keepLogging(settingsFor(home).audit);
    const { exit, stdout } = await runHere('backup', backupFile, '--json');
    expect(exit).toBe(0);
    await logging.stop();
    const summary = JSON.parse(stdout);
    expect(summary).toMatchObject({ file: backupFile, nodes: readContent(backupFile).nodes.length });
    expect(statSync(backupFile).mode & 0o777).toBe(0o600);
    expect((await runHere('backup', backupFile)).stderr).toContain('exists already');
    expect((await runHere('backup', join(folder, 'no', 'b.gz'))).stderr).toContain('error FOLDER_UNWRITABLE');
    expect(existsSync(`${backupFile}.part`)).toBe(false);
  });

  it('serves until Ctrl-C, then ends well and leaves no Java behind', async () => {
    const child = await startJingwei(['serve']);
    const exited = once(child, 'exit');
    const lines = createInterface({ input: child.stdout });
    const printed: string[] = [];
    for await (const line of lines) {
      printed.push(line);
      if (line.startsWith('Ctrl-C')) break;
    }
    const url = /ready: (\S+)/.exec(printed.join('\n'))?.[1] ?? '';
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ datasets { id recordCount } }' }),
    });
    expect(await response.json()).toEqual({ data: { datasets: [{ id: dataset.id, recordCount: 4 }] } });
    await server.close();
    child.kill('SIGINT');
    expect(await exited).toEqual([0, null]);
    await until(() => listJavas(home).length === 0);
  });
});

describe('a backup', () => {
  it('fills an empty home with the same content, and nothing else', async () => {
    useHome(await temporaryHome());
    server = await openEmbedded(settingsFor(process.env.JINGWEI_HOME ?? ''));
    await runStatement(server, "CREATE (:Restore {name: 'restore'}), (:Person {name: 'left behind'})");
    expect(await runHere('status')).toMatchObject({
      exit: 5,
      stderr: expect.stringContaining('RESTORE_UNFINISHED'),
    });
    // The heads were signed elsewhere; the log went on after the backup had begun.
    cpSync(join(home, 'audit'), join(process.env.JINGWEI_HOME ?? '', 'audit'), { recursive: true });
    const restored = await runHere('restore', backupFile);
    expect(restored).toMatchObject({ exit: 0, stderr: expect.stringContaining('The chain access is not') });
    const copy = join(folder, 'copy.jingwei.gz');
    expect((await runHere('backup', copy)).exit).toBe(0);
    expect(readContent(copy)).toEqual(readContent(backupFile));
    expect(
      await runStatement(server, 'SHOW INDEXES YIELD state WHERE state <> "ONLINE" RETURN count(*)'),
    ).toBe(0);
    expect(await runHere('restore', backupFile)).toMatchObject({
      exit: 5,
      stderr: expect.stringContaining('RESTORE_NOT_EMPTY'),
    });
  });

  it('older than what was signed is found, until somebody stands for the loss', async () => {
    const found = await runHere('audit', 'verify');
    expect(found).toMatchObject({ exit: 13, stdout: expect.stringContaining('was signed at') });
    const words = ['--reason', 'the disk failed', '--by', 'L. Chen'];
    expect(await runHere('audit', 'acknowledge', ...words)).toMatchObject({
      exit: 0,
      stdout: expect.stringMatching(/access: entries \d+ to \d+ are lost/),
    });
    expect(await runHere('audit', 'verify')).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('by L. Chen: the disk failed'),
    });
  });

  it('restores a store that goes on taking deliveries in', async () => {
    const { exit, stdout } = await runHere('intake', contract, dataset.file(residents(1, 2, 3, 7)), '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ accepted: 1, unchanged: 3, ended: 1 });
  });

  it('erases what is over its time: a backup made afterwards holds none of it, and the log verifies', async () => {
    const old = inventDataset();
    const { contractText, mappingText } = old.definition({ retention: 'value: 2, unit: y' });
    const oldContract = join(mkdtempSync(join(tmpdir(), 'jingwei-old-')), 'residents.odcs.yaml');
    writeFileSync(oldContract, contractText);
    writeFileSync(oldContract.replace('.odcs.', '.mapping.'), mappingText);
    const rows = [
      ['1', '卡娜莉一', '13977770001', '11010519491231002X'],
      ['2', '', '13977770002', ''],
    ];
    await runHere('intake', oldContract, old.file(rows), '--stated-at', '2015-05-01');
    const planned = await runHere('retention', 'run');
    expect(planned.stdout).toMatch(/dry run: nothing was changed[\s\S]*→ jingwei retention run --erase/);
    const erased = await runHere('retention', 'run', '--erase', '--json');
    expect(JSON.parse(erased.stdout)).toMatchObject({
      dryRun: false,
      datasets: [{ dataset: old.id, records: 1, standing: 1, rows: 1, quarantined: 1, kept: null }],
    });
    const copy = join(folder, 'erased.jingwei.gz');
    expect((await runHere('backup', copy)).exit).toBe(0);
    const text = gunzipSync(readFileSync(copy)).toString();
    expect(text).toContain('139123456');
    expect(text).not.toMatch(/卡娜莉|1397777|11010519491231002X|kanali/i);
    expect((await runHere('audit', 'verify')).exit).toBe(0);
    expect((await runHere('retention', 'run')).stdout).toContain('Nothing is over its time.');
  });

  it('goes the way that the README shows, command by command', async () => {
    const [, block = ''] = /```sh\n(export [\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
    const [first, ...commands] = block.trim().split('\n');
    expect(first).toMatch(/^export JINGWEI_HOME=/);
    expect(commands).toHaveLength(4);
    const city = join(folder, 'city');
    for (const command of commands) {
      const [, words = ''] = /^npm run jingwei -- (.*)$/.exec(command) ?? [];
      const args = words.replaceAll('/tmp/jingwei-city', city).split(' ');
      expect([command, await runHere(...args)]).toEqual([command, expect.objectContaining({ exit: 0 })]);
    }
  });
});

/** Entries of the log that come while the store is copied. */
async function keepLogging(audit: AuditSettings): Promise<{ readonly stop: () => Promise<void> }> {
  const address = { uri: server.boltUri, user: server.user, password: server.password, database: 'neo4j' };
  const graph = await openGraph(address);
  const chain = await openChain({ graph, clock: Date.now }, audit, 'access');
  let isStopped = false;
  const append = () => chain.append({ actor: 'u', scope: null, subjects: ['e_1'], body: '{}' });
  await append();
  const appending = (async () => {
    while (!isStopped) await append();
  })();
  return {
    stop: async () => {
      isStopped = true;
      await appending;
      await append();
      await chain.close();
      await graph.close();
    },
  };
}

const QUALITY = `    quality:
      - { type: library, metric: rowCount, mustBeLessThan: 5 }`;
