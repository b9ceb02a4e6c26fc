import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keepSecret } from '../../src/secret-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'jingwei-secret-'));

it('of many who keep a secret at once one wins, and nobody ever reads half of one', async () => {
  const file = join(folder, 'secret');
  const secrets = Array.from({ length: 40 }, (_, no) => `${no} `.repeat(20_000));
  const seen = await Promise.all(
    secrets.map(async (text) => {
      await keepSecret(file, text);
      return readFileSync(file, 'utf8');
    }),
  );
  expect(secrets).toContain(seen[0]);
  expect(new Set(seen).size).toBe(1);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['secret']);
});

it('says so where it cannot be kept', async () => {
  await expect(keepSecret(join(folder, 'nowhere', 'secret'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
});
