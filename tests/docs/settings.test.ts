import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeSettings } from '../../src/settings.ts';

describe('docs/settings.md', () => {
  it('names every setting with its default and meaning', () => {
    const rows = readFileSync('docs/settings.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    const expected = describeSettings().map(
      ({ name, default: fallback, meaning }) =>
        `| \`${name}\` | ${fallback === undefined ? '' : `\`${fallback}\``} | ${meaning} |`,
    );
    expect(rows).toEqual(expected);
  });
});
