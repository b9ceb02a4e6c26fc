import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acknowledgeLoss } from '../../src/chain/acknowledge-loss.ts';
import { digestContent, genesisHash, hashEntry } from '../../src/chain/entry.ts';
import { eraseContent } from '../../src/chain/erasure.ts';
import { rotateKey } from '../../src/chain/rotate-key.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { openTestGraph } from '../setup/test-graph.ts';
import { createTestChain, draftOf, type TestChain } from './test-chain.ts';

let graph: Graph;
let chain: TestChain;

beforeAll(async () => {
  graph = await openTestGraph();
});
afterAll(() => graph.close());
beforeEach(() => {
  chain = createTestChain(graph);
});
afterEach(() => chain.remove());

const kindsOf = async (trusted?: string) => {
  const { findings } = await chain.verify(trusted);
  return [...new Set(findings.map(({ kind, sequence }) => `${kind} ${sequence}`))];
};

describe('a chain that nobody touched', () => {
  it('verifies, with every head that was signed in its place', async () => {
    await chain.fill(5);
    await chain.fill(5);
    expect(await chain.verify()).toMatchObject({ entries: 10, heads: 2, found: 0 });
  });

  it('takes what many callers append at once in fewer commits, each entry once', async () => {
    let commits = 0;
    const stop = graph.observe((name) => {
      if (name === 'chain/append-entries') commits += 1;
    });
    const opened = await chain.open();
    await Promise.all(Array.from({ length: 200 }, (_, index) => opened.append(draftOf(index))));
    stop();
    await opened.close();
    expect(await chain.verify()).toMatchObject({ entries: 200, found: 0 });
    expect(commits).toBeLessThan(20);
  });

  it('has one order however many processes append', async () => {
    const several = await Promise.all([chain.open(), chain.open(), chain.open()]);
    await Promise.all(Array.from({ length: 60 }, (_, index) => several[index % 3]?.append(draftOf(index))));
    await Promise.all(several.map((one) => one.close()));
    expect(await chain.verify()).toMatchObject({ entries: 60, found: 0 });
  });
});

describe("what the database's administrator does is found", () => {
  const deeds: readonly (readonly [string, string, readonly string[]])[] = [
    ['a changed body', "MATCH (e:LogEntry {chain: $chain, sequence: 4}) SET e.body = '{}'", ['altered 4']],
    ['another caller', "MATCH (e:LogEntry {chain: $chain, sequence: 4}) SET e.actor = 'me'", ['altered 4']],
    ['a matter put in', "MATCH (e:LogEntry {chain: $chain, sequence: 4}) SET e.scope = 'm'", ['altered 4']],
    [
      'a subject taken out',
      "MATCH (e:LogEntry {chain: $chain, sequence: 4}) SET e.subjects = ['m_3']",
      ['altered 4'],
    ],
    [
      'another time',
      "MATCH (e:LogEntry {chain: $chain, sequence: 4}) SET e.at = e.at - duration('PT1H')",
      ['altered 4', 'reordered 4'],
    ],
    ['a missing entry', 'MATCH (e:LogEntry {chain: $chain, sequence: 4}) DELETE e', ['missing 4']],
    ['a missing first entry', 'MATCH (e:LogEntry {chain: $chain, sequence: 1}) DELETE e', ['missing 1']],
    [
      'two entries in each other’s place',
      `MATCH (a:LogEntry {chain: $chain, sequence: 4}) MATCH (b:LogEntry {chain: $chain, sequence: 5})
       SET a.sequence = -1 SET b.sequence = 4 SET a.sequence = 5`,
      ['reordered 4', 'altered 4', 'reordered 5', 'altered 5', 'reordered 6'],
    ],
    [
      'a content that was erased without a word',
      'MATCH (e:LogEntry {chain: $chain, sequence: 4}) SET e.body = null, e.salt = null',
      ['erased 4'],
    ],
    [
      'a tail that was cut off, the head with it',
      `MATCH (e:LogEntry {chain: $chain}) WHERE e.sequence > 6 DELETE e
       WITH count(*) AS gone MATCH (k:LogEntry {chain: $chain, sequence: 6}) MATCH (h:LogHead {chain: $chain})
       SET h.sequence = 6, h.hash = k.hash`,
      ['cut-off 6'],
    ],
    ['the whole chain gone', 'MATCH (n:LogEntry|LogHead {chain: $chain}) DELETE n', ['cut-off 0']],
  ];
  it.each(deeds)('%s', async (_name, cypher, expected) => {
    await chain.fill(10);
    await chain.tamper(cypher);
    expect(await kindsOf()).toEqual(expected);
  });

  it('a tail cut off since the last line of the heads file, while the server runs and after it was killed', async () => {
    const running = await chain.open();
    for (let index = 0; index < 6; index++) await running.append(draftOf(index));
    expect(readFileSync(chain.settings.headsFile, 'utf8')).not.toContain('"head"');
    await chain.tamper('MATCH (e:LogEntry {chain: $chain}) WHERE e.sequence > 3 DELETE e');
    expect(await kindsOf()).toEqual(['cut-off 3', 'head 3']);
    await running.close();
    expect(await kindsOf()).toEqual(['cut-off 3', 'head 3']);
  });

  it('a chain that was rewritten consistently from an entry on', async () => {
    await chain.fill(6);
    let previous = genesisHash(chain.name);
    for (let sequence = 1; sequence <= 6; sequence++) {
      const draft = { ...draftOf(sequence), actor: 'nobody' };
      const digest = digestContent('salt', draft);
      const at = Date.parse('2026-01-01T00:00:00Z');
      const hash = hashEntry({ chain: chain.name, sequence, at, previous, digest });
      await chain.tamper(
        `MATCH (e:LogEntry {chain: $chain, sequence: ${sequence}})
         SET e.actor = 'nobody', e.subjects = ${JSON.stringify(draft.subjects)}, e.body = '${draft.body}',
             e.salt = 'salt', e.digest = '${digest}', e.previous = '${previous}', e.hash = '${hash}',
             e.at = datetime({epochMillis: ${at}})
         WITH e MATCH (h:LogHead {chain: $chain}) SET h.hash = e.hash`,
      );
      previous = hash;
    }
    expect(await kindsOf()).toEqual(['rewritten 6']);
  });
});

describe('erasing content', () => {
  it('leaves a chain that verifies, when an entry says what was erased', async () => {
    await chain.fill(5);
    const words = { actor: 'retention', reason: 'older than three years' };
    await graph.write((transaction) => eraseContent(transaction, chain.name, [2, 3], words, Date.now()));
    expect(await chain.verify()).toMatchObject({ entries: 6, erased: 2, found: 0 });
  });
});

describe('the key', () => {
  it('is readable by its owner only, or is not used', async () => {
    await chain.fill(1);
    chmodSync(chain.settings.keyFile, 0o644);
    await expect(chain.open()).rejects.toMatchObject({ code: 'AUDIT_KEY' });
  });

  it('is not replaced in silence when it is gone', async () => {
    await chain.fill(1);
    rmSync(chain.settings.keyFile);
    await expect(chain.open()).rejects.toMatchObject({ code: 'AUDIT_KEY' });
  });

  it('changes with the word of the one before it, and old heads still verify', async () => {
    await chain.fill(3);
    const { id } = await rotateKey(chain.settings, { lost: false, reason: 'yearly' }, Date.now());
    await chain.fill(3);
    expect(await chain.verify(id)).toMatchObject({ heads: 2, found: 0, notes: [] });
  });

  it('can be declared lost, which whoever trusts the new one is told', async () => {
    await chain.fill(3);
    rmSync(chain.settings.keyFile);
    await expect(rotateKey(chain.settings, { lost: false, reason: '' }, 0)).rejects.toMatchObject({
      code: 'AUDIT_KEY',
    });
    await rotateKey(chain.settings, { lost: true, reason: 'the disk burnt' }, Date.now());
    await chain.fill(3);
    const { found, notes } = await chain.verify();
    expect(found).toBe(0);
    expect(notes.join()).toContain('the disk burnt');
  });

  it('of somebody else vouches for nothing', async () => {
    await chain.fill(3);
    const known = JSON.parse(readFileSync(chain.settings.headsFile, 'utf8').split('\n')[0] ?? '').key;
    const forger = createTestChain(graph);
    await rotateKey(forger.settings, { lost: true, reason: '' }, Date.now());
    const forged = readFileSync(forger.settings.headsFile, 'utf8');
    writeFileSync(chain.settings.headsFile, forged);
    expect(await kindsOf(known)).toEqual(['signature null']);
    await forger.remove();
  });

  it('shows a line of the heads file that was altered', async () => {
    await chain.fill(3);
    const text = readFileSync(chain.settings.headsFile, 'utf8');
    writeFileSync(chain.settings.headsFile, text.replace('"sequence":3', '"sequence":2'));
    expect(await kindsOf()).toEqual(['signature null']);
  });
});

describe('an older backup that was restored', () => {
  it('stops the next start, until somebody stands for the loss, which is shown for good', async () => {
    await chain.fill(4);
    await chain.fill(4);
    await chain.tamper(
      `MATCH (e:LogEntry {chain: $chain}) WHERE e.sequence > 6 DELETE e
       WITH count(*) AS gone MATCH (k:LogEntry {chain: $chain, sequence: 6}) MATCH (h:LogHead {chain: $chain})
       SET h.sequence = 6, h.hash = k.hash`,
    );
    await expect(chain.open()).rejects.toMatchObject({ code: 'LOG_BROKEN' });
    const words = { reason: 'the backup of Monday', by: 'L. Chen' };
    const losses = await acknowledgeLoss({ graph, clock: Date.now }, chain.settings, words);
    expect(losses).toMatchObject([{ sequence: 6, lost: 8, reason: 'the backup of Monday' }]);
    await chain.fill(3);
    expect(await chain.verify()).toMatchObject({ entries: 9, found: 0, losses: [{ by: 'L. Chen' }] });
  });
});

describe('a log that cannot be written', () => {
  it('refuses, and goes on when it can be again', async () => {
    const opened = await chain.open();
    await opened.append(draftOf(0));
    await chain.tamper('CREATE (:LogEntry {chain: $chain, sequence: 2})');
    await expect(opened.append(draftOf(1))).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
    await chain.tamper('MATCH (e:LogEntry {chain: $chain, sequence: 2}) DELETE e');
    await opened.append(draftOf(1));
    await opened.close();
    expect(await chain.verify()).toMatchObject({ entries: 2, found: 0 });
  });
});
