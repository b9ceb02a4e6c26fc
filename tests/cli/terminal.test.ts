import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { formatTable } from '../../src/cli/words.ts';

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

describe('a reader that goes away', () => {
  it('is no error', async () => {
    const command = `"${process.execPath}" --import tsx "${MAIN}" --help; echo "exit $?" >&2`;
    const { stderr } = await run('bash', ['-c', `{ ${command}; } | true`]);
    expect(stderr).toBe('exit 0\n');
  });
});

describe('a table', () => {
  it('stays aligned where characters are twice as wide', () => {
    expect(
      formatTable(
        ['name', 'rows'],
        [
          ['消防局', 12_345],
          ['fire', 7],
        ],
      ),
    ).toEqual(['name      rows', '消防局  12,345', 'fire         7']);
  });
});
