import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_MATCHED, parseSafePattern } from '../../src/intake/contract/safe-pattern.ts';

describe('a pattern of a contract or mapping', () => {
  it.each([
    '^([^(]+)',
    '^\\d{17}[\\dXx]$',
    '^[A-Z](?:\\d{2}[A-Z0-9]\\d{4}|\\d{11})$',
    '^(\\d+)-(\\d+)-(\\d+)$',
    '死亡(\\d+);受傷(\\d+)',
    '^1[3-9]\\d{9}$',
    '^[\\p{Script=Han}]+(?:縣|市)',
    '^(?:\\d{4}-)?\\d+$',
    '^[^@]+@[^@]+$',
    '',
  ])('%s is accepted', (source) => {
    expect(parseSafePattern(source).source).toBe(source);
  });

  it.each([
    '(a+)+$',
    '^(a|aa)+$',
    '^(\\w+\\s?)*$',
    '(.*)*x',
    '^(?:a{1,50}){30}$',
    '^.*.*.*x$',
    '.*.*=',
    '^\\d+\\d+\\d+$',
    '^[a-z]+[a-m]*[f-z]+x$',
    '(?=a)a',
    '(?<!a)b',
    '(?<n>a)\\k<n>',
    '(a)\\1',
    '(',
    `a${'b?'.repeat(300)}`,
  ])('%s is refused', (source) => {
    expect(() => parseSafePattern(source)).toThrow();
  });

  it('never takes long, whatever was accepted and whatever the text', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      '\\d',
      '\\w',
      '[ab]',
      '(a|b)',
      '(ab)',
      '(?:a*b)',
      '1',
      '^',
      '$',
    );
    const times = fc.constantFrom('', '', '*', '+', '?', '{2,40}', '{0,3}');
    const source = fc
      .array(fc.tuple(piece, times), { minLength: 1, maxLength: 7 })
      .map((pieces) => pieces.map(([one, many]) => (/[\^$]/.test(one) ? one : one + many)).join(''));
    fc.assert(
      fc.property(source, fc.constantFrom('a', 'ab', '1', 'a1'), (pattern, unit) => {
        let safe: ReturnType<typeof parseSafePattern>;
        try {
          safe = parseSafePattern(pattern);
        } catch {
          return;
        }
        const started = performance.now();
        safe.test(`${unit.repeat(MAX_MATCHED / unit.length - 1)}\u0000`);
        expect(performance.now() - started).toBeLessThan(300);
      }),
      { numRuns: 300 },
    );
  });

  it('does not look at a text that is too long', () => {
    const pattern = parseSafePattern('a');
    expect(pattern.test('a'.repeat(MAX_MATCHED))).toBe(true);
    expect(pattern.test('a'.repeat(MAX_MATCHED + 1))).toBe(false);
    expect(pattern.extract('a'.repeat(MAX_MATCHED + 1))).toBeNull();
  });
});
