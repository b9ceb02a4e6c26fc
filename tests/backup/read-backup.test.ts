import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { verifyBackup } from '../../src/backup/read-backup.ts';
import { readEntries } from '../../src/backup/read-entries.ts';

const HEADER = { format: 'jingwei-backup', version: 1, madeAt: '2026-02-01T00:00:00.000Z', migrations: [] };
const LINES = [
  { id: 7, labels: ['Person'], properties: { name: '甲某某' } },
  { id: 9, labels: [], properties: {} },
  { from: 7, to: 9, type: 'KNOWS', properties: { since: { int: '5' } } },
];

function buildBackup(header: object = {}, footer: object = {}): Buffer {
  const body = [{ ...HEADER, nodes: 2, relationships: 1, ...header }, ...LINES];
  const text = body.map((line) => `${JSON.stringify(line)}\n`).join('');
  const sha256 = createHash('sha256').update(text).digest('hex');
  const end = { end: 'jingwei-backup', nodes: 2, relationships: 1, sha256, ...footer };
  return gzipSync(`${text}${JSON.stringify(end)}\n`);
}

function save(bytes: Buffer): string {
  const file = join(mkdtempSync(join(tmpdir(), 'jingwei-backup-')), 'a.jingwei.gz');
  writeFileSync(file, bytes);
  return file;
}

const withoutLastLine = (bytes: Buffer): Buffer =>
  gzipSync(gunzipSync(bytes).toString().split('\n').slice(0, -2).join('\n').concat('\n'));
const withOtherName = (bytes: Buffer): Buffer =>
  gzipSync(gunzipSync(bytes).toString().replace('甲某某', '乙某某'));

describe('a backup', () => {
  it('is read node by node, then relationship by relationship', async () => {
    const file = save(buildBackup());
    expect(await verifyBackup(file, undefined)).toMatchObject({ nodes: 2, relationships: 1 });
    const batches = [];
    for await (const batch of readEntries(file, undefined)) batches.push([batch.of, batch.rows.length]);
    expect(batches).toEqual([
      ['nodes', 2],
      ['relationships', 1],
    ]);
  });

  it.each([
    ['cut off within its bytes', buildBackup().subarray(0, 90), 'it is cut off'],
    ['cut off between two lines', withoutLastLine(buildBackup()), 'it is cut off'],
    ['changed', withOtherName(buildBackup()), 'its content was changed'],
    ['empty', gzipSync(''), 'it is empty'],
    ['not a backup', gzipSync('a,b\n1,2\n'), 'it does not begin as a jingwei-backup'],
    ['not even packed', Buffer.from('a,b\n1,2\n'), 'it is damaged, or was never made by a backup'],
    [
      'of another format',
      buildBackup({ version: 2 }),
      'its format is version 2, and this program reads version 1',
    ],
    ['short of a node', buildBackup({ nodes: 3 }, { nodes: 3 }), 'its counts do not add up'],
    [
      'of a newer version',
      buildBackup({ migrations: [{ name: '999-later', checksum: 'a' }] }),
      'a newer version made it (migration 999-later)',
    ],
  ])('is refused when it is %s', async (_, bytes, reason) => {
    const file = save(bytes);
    await expect(verifyBackup(file, undefined)).rejects.toMatchObject({
      code: 'BACKUP_INVALID',
      details: { file, reason },
    });
  });

  it('is refused when there is none', async () => {
    await expect(verifyBackup('/nowhere/a.gz', undefined)).rejects.toMatchObject({
      details: { reason: 'there is no such file' },
    });
  });
});
