import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditCodeCheck } from '../../src/standardise/schemes/cn-credit-code.ts';
import { lengthenResidentId, residentIdCheck } from '../../src/standardise/schemes/cn-resident-id.ts';
import { findScheme, identityKey, SCHEMES } from '../../src/standardise/schemes.ts';
import { standardise } from '../../src/standardise/standardise.ts';
import { CHINA } from './options.ts';

const read = (scheme: string, text: string) => standardise('identifier', text, { ...CHINA, scheme });

describe('identifiers by scheme', () => {
  it.each([
    // The worked examples of GB 11643 and GB 32100; the Taiwanese ones are made up to the rule.
    ['cn.resident-id', '11010519491231002X', '11010519491231002X', []],
    ['cn.resident-id', '110105 19491231 002x', '11010519491231002X', []],
    ['cn.resident-id', '110105491231002', '11010519491231002X', []],
    ['cn.resident-id', '110105194912310021', '110105194912310021', ['invalid-check-digit']],
    ['cn.resident-id', '110101********1234', '110101********1234', ['masked']],
    ['cn.resident-id', '111111111111111111', '111111111111111111', ['placeholder']],
    ['cn.resident-id', '12345', '12345', ['invalid-format']],
    ['cn.credit-code', '91350100m000100y43', '91350100M000100Y43', []],
    ['cn.credit-code', '91350100M000100Y44', '91350100M000100Y44', ['invalid-check-digit']],
    ['cn.credit-code', '91350100M000100I43', '91350100M000100I43', ['invalid-format']],
    ['tw.business-no', '04595257', '04595257', []],
    ['tw.business-no', '00000000', '00000000', ['placeholder']],
    ['tw.resident-id', 'A100000001', 'A100000001', []],
    ['tw.resident-id', 'A100000002', 'A100000002', ['invalid-check-digit']],
    ['tw.resident-id', 'A123456789', 'A123456789', ['placeholder']],
    ['cn.plate', '京A·12F45', '京A12F45', []],
    ['cn.plate', '粵B-D12345', '粤BD12345', []],
    ['cn.plate', 'B12345', 'B12345', ['invalid-format']],
    ['tw.plate', 'abc-1235', 'ABC1235', []],
    ['tw.moenv.control-number', 'd0000026', 'D0000026', []],
    ['tw.moenv.control-number', 'R00097000204', 'R00097000204', []],
    ['cn.passport', 'E12345670', 'E12345670', []],
    ['cn.social-security-no', '11010519491231002X', '11010519491231002X', []],
    ['local.property-no', ' p-77 ', 'P-77', []],
    ['local.case-no', '無', '無', ['placeholder']],
  ])('%s reads %s', (scheme, text, value, flags) => {
    expect(read(scheme, text)).toMatchObject({ value, flags });
  });

  it('flags a birth date that does not exist', () => {
    const first17 = '11010519490231002';
    expect(read('cn.resident-id', first17 + residentIdCheck(first17))?.flags).toEqual(['invalid-format']);
  });

  it('accepts the business numbers of 2023 whose sum is a multiple of five only', () => {
    expect(read('tw.business-no', '10000040')?.flags).toEqual(['invalid-check-digit']);
    expect(read('tw.business-no', '10000200')?.flags).toEqual([]);
  });

  it('gives a key only to what may join', () => {
    const key = (scheme: string, text: string) => {
      const standard = read(scheme, text);
      return standard === null ? null : identityKey({ scheme, standard });
    };
    expect(key('cn.resident-id', '110105491231002')).toBe('cn.resident-id:11010519491231002X');
    expect(key('cn.resident-id', '110105194912310021')).toBeNull();
    expect(key('cn.resident-id', '110101********1234')).toBeNull();
    expect(key('tw.business-no', '00000000')).toBeNull();
    expect(key('nobody.declared', '1')).toBeNull();
    expect(key('local.case-no', '77')).toBe('local.case-no:77');
  });

  it('knows plates identify for a period and refuses names nobody declared', () => {
    expect(SCHEMES.get('cn.plate')?.identifies).toBe('for-a-period');
    expect(findScheme('local.')).toBeUndefined();
    expect(findScheme('cn.whatever')).toBeUndefined();
  });
});

describe('check digits', () => {
  const birth = fc.date({ min: new Date('1900-01-01'), max: new Date('1999-12-31'), noInvalidDate: true });
  const residentId = fc
    .tuple(birth, fc.integer({ min: 0, max: 999 }))
    .map(
      ([day, sequence]) =>
        `110105${day.toISOString().slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`,
    )
    .map((first17) => first17 + residentIdCheck(first17));
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const characters = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 9, maxLength: 9 });
  const creditCode = characters
    .map((rest) => `91110105${rest}`)
    .map((first17) => first17 + creditCodeCheck(first17));

  it('find every single wrong digit of a resident id', () => {
    fc.assert(
      fc.property(residentId, fc.nat(16), fc.integer({ min: 1, max: 9 }), (id, at, shift) => {
        const wrong = String((Number(id.charAt(at)) + shift) % 10);
        const typo = id.slice(0, at) + wrong + id.slice(at + 1);
        expect(residentIdCheck(typo)).not.toBe(typo.charAt(17));
      }),
    );
  });

  it('find every single wrong character of a credit code', () => {
    fc.assert(
      fc.property(creditCode, fc.nat(16), fc.integer({ min: 1, max: 30 }), (code, at, shift) => {
        const wrong = alphabet.charAt((alphabet.indexOf(code.charAt(at)) + shift) % 31);
        const typo = code.slice(0, at) + wrong + code.slice(at + 1);
        expect(creditCodeCheck(typo)).not.toBe(typo.charAt(17));
      }),
    );
  });

  it('bring an old number of 15 digits back to its 18', () => {
    fc.assert(
      fc.property(residentId, (id) => {
        expect(lengthenResidentId(id.slice(0, 6) + id.slice(8, 17))).toBe(id);
      }),
    );
  });
});
