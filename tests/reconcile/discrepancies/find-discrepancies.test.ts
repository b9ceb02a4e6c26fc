import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MentionId } from '../../../src/ids.ts';
import { agree } from '../../../src/reconcile/discrepancies/agree.ts';
import {
  compareDepartments,
  discrepancyEvidence,
  type StatedValue,
} from '../../../src/reconcile/discrepancies/find-discrepancies.ts';
import {
  type ComparedKind,
  ONE_AT_A_TIME,
  TOLERANCES,
} from '../../../src/reconcile/discrepancies/tolerances.ts';
import { standardise } from '../../../src/standardise/standardise.ts';
import {
  type AttributeKind,
  FAR_FUTURE,
  FAR_PAST,
  type StandardiseOptions,
} from '../../../src/standardise/value.ts';
import { TAIWAN } from '../../standardise/options.ts';

const OPTIONS = { timeZone: 'Asia/Shanghai', calendar: 'gregorian', region: 'CN' } as const;

function read(kind: ComparedKind, original: string, options: StandardiseOptions = OPTIONS) {
  const value = kind === 'location' ? original : (standardise(kind, original, options)?.value ?? '');
  return { kind, value, original };
}

describe('two values of a kind', () => {
  it.each<[ComparedKind, string, string]>([
    ['date', '1990-05', '1990-05-17'],
    ['date', '1990', '1990-05'],
    ['instant', '2024-05', '2024-05-20 10:00'],
    ['instant', '2024-05-20 10:00', '2024-05-20 18:30'],
    ['person-name', '唐玉琴', 'TANG YUQIN'],
    ['person-name', '唐玉琴', '唐女士'],
    ['person-name', 'John Smith', 'SMITH, J.'],
    ['organization-name', '澜州市海宁电器有限公司', '海宁电器有限责任公司'],
    ['organization-name', '澜州海宁电器有限公司', '海宁电器(澜州)有限公司'],
    ['organization-name', '世堃塑膠股份有限公司', '世?塑膠股份有限公司'],
    ['organization-name', '侊成洋菜廠有限公司', '?成洋菜廠有限公司'],
    ['address', '浙江省杭州市西湖区文三路128号3栋2单元501室', '西湖区文三路一百二十八号3栋2单元501室'],
    ['address', '西湖区文三路128号', '文三路128号501室'],
    ['area', '330100', '33'],
    ['locality', '臺南市安南區', '安南区'],
    ['postcode', '709', '70955'],
    ['number', '1,200.50', '1200.5'],
    ['gender', '男', 'M'],
    ['location', '120.2,23.0', '120.2005,23.0005'],
  ])('%s: %s and %s agree', (kind, one, other) => {
    expect(agree(read(kind, one), read(kind, other))).toBe(true);
    expect(agree(read(kind, other), read(kind, one))).toBe(true);
  });

  it.each<[ComparedKind, string, string]>([
    ['date', '1990-05', '1990-06-01'],
    ['date', '1990-05-17', '1990-05-18'],
    ['instant', '2024-05-20 10:00', '2024-05-22 10:00'],
    ['person-name', '唐玉琴', '唐玉勤'],
    ['person-name', '唐玉琴', 'TANG YUQING'],
    ['person-name', '唐玉琴', '李女士'],
    ['person-name', 'John Smith', 'Jane Smith'],
    ['organization-name', '海宁电器有限公司', '海亭电器有限公司'],
    ['organization-name', '世堃塑膠股份有限公司', '世?鋼鐵股份有限公司'],
    ['organization-name', '大华有限公司', '新大华有限公司'],
    ['address', '西湖区文三路128号', '西湖区文三路129号'],
    ['address', '西湖区文三路128号', '拱墅区文三路128号'],
    ['area', '330100', '330200'],
    ['postcode', '310000', '311000'],
    ['number', '1200', '1201'],
    ['gender', '男', '女'],
    ['location', '120.2,23.0', '120.21,23.0'],
  ])('%s: %s and %s differ', (kind, one, other) => {
    expect(agree(read(kind, one), read(kind, other))).toBe(false);
    expect(agree(read(kind, other), read(kind, one))).toBe(false);
  });

  it.each([
    ['990101', '99/01/01 20:00', true],
    // Not a month of the year 9901.
    ['990101', '99/01/20', false],
    ['99/01', '99/01/20', true],
  ])('instant in years of the Republic: of %s and %s that they agree is %s', (one, other, agrees) => {
    expect(agree(read('instant', one, TAIWAN), read('instant', other, TAIWAN))).toBe(agrees);
  });

  it('are compared for exactly the kinds of which a thing has one at a time, and where it is', () => {
    expect(Object.keys(TOLERANCES).sort()).toEqual([...ONE_AT_A_TIME, 'location'].sort());
  });
});

const day = (text: string) => Date.parse(text === '' ? FAR_PAST : `${text}T00:00:00Z`);
let mentions = 0;

function stated(department: string, kind: AttributeKind, original: string, from = '', to = ''): StatedValue {
  mentions += 1;
  const standard = standardise(kind, original, OPTIONS);
  return {
    ...{ department, kind, original, attribute: kind, scheme: null, mention: `m_${mentions}` as MentionId },
    ...{ value: standard?.value ?? '', flags: standard?.flags ?? [] },
    ...{ from: day(from), to: to === '' ? Date.parse(FAR_FUTURE) : day(to) },
  };
}

function differing(...values: readonly StatedValue[]) {
  return compareDepartments(values).filter(({ difference }) => difference !== null);
}

describe('what departments say of one entity', () => {
  it('differs where one value contradicts the other over one period', () => {
    const [found, ...more] = differing(
      stated('b', 'date', '1990-05-18', '2020-01-01'),
      stated('a', 'date', '1990-05-17', '', '2021-01-01'),
    );
    expect(more).toEqual([]);
    expect(found).toMatchObject({ left: 'a', right: 'b', attribute: 'date' });
    expect(found?.difference).toMatchObject({
      severity: 'HIGH',
      from: day('2020-01-01'),
      to: day('2021-01-01'),
    });
    expect(found?.difference?.left.map(({ original }) => original)).toEqual(['1990-05-17']);
  });

  it.each([
    [
      'an old address is none',
      [
        stated('a', 'address', '文三路1号', '', '2019-05-01'),
        stated('b', 'address', '莫干山路2号', '2019-05-01'),
      ],
    ],
    [
      'nor one that was registered some days late',
      [
        stated('a', 'address', '文三路1号', '', '2019-05-20'),
        stated('b', 'address', '莫干山路2号', '2019-05-01'),
      ],
    ],
    ['a missing value is none', [stated('a', 'date', '1990-05-17'), stated('b', 'gender', '男')]],
    ['a placeholder is none', [stated('a', 'date', '1990-05-17'), stated('b', 'date', '1900-01-01')]],
    ['another phone is none', [stated('a', 'phone', '13491234567'), stated('b', 'phone', '13497654321')]],
    [
      'two records of one department are none',
      [stated('a', 'date', '1990-05-17'), stated('a', 'date', '1991-05-17')],
    ],
    [
      'two departments that know the same two values agree',
      [
        stated('a', 'date', '1990-05-17'),
        stated('a', 'date', '1991-05-17'),
        stated('b', 'date', '1990-05-17'),
        stated('b', 'date', '1991-05-17'),
      ],
    ],
  ])('%s', (_, values) => {
    expect(differing(...values)).toEqual([]);
  });

  it('a moment within a long period is compared with it', () => {
    const moment = {
      ...stated('b', 'person-name', '唐玉勤'),
      from: day('2024-01-01'),
      to: day('2024-01-01') + 60_000,
    };
    expect(differing(stated('a', 'person-name', '唐玉琴'), moment)).toHaveLength(1);
  });

  it('a wrong row that stands beside the right one is told of, and only that', () => {
    const [found] = differing(
      stated('a', 'date', '1990-05-17'),
      stated('b', 'date', '1990-05-17'),
      stated('b', 'date', '1991-05-17'),
    );
    expect(found?.difference?.right.map(({ original }) => original)).toEqual(['1991-05-17']);
  });

  const anyValue = fc
    .record({
      department: fc.constantFrom('a', 'b', 'c'),
      kind: fc.constantFrom<AttributeKind>('date', 'person-name', 'address', 'gender', 'phone'),
      original: fc.constantFrom(
        '1990',
        '1990-05',
        '1990-05-17',
        '唐玉琴',
        'TANG YUQIN',
        '文三路1号',
        '文三路',
        '男',
        'F',
      ),
      from: fc.constantFrom('', '2019-01-01', '2020-01-01'),
      to: fc.constantFrom('', '2020-01-10', '2022-01-01'),
    })
    .map(({ department, kind, original, from, to }) => stated(department, kind, original, from, to));
  const describeAll = (values: readonly StatedValue[]) =>
    compareDepartments(values).map((one) => ({
      ...one,
      ...(one.difference === null ? {} : { evidence: discrepancyEvidence(one) }),
    }));

  it('does not depend on the order of what is given', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyValue, { maxLength: 12 })
          .chain((values) =>
            fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
          ),
        ([values, shuffled]) => {
          expect(describeAll(shuffled)).toEqual(describeAll(values));
        },
      ),
    );
  });

  it('is the same whichever department stands on which side', () => {
    const other: Readonly<Record<string, string>> = { a: 'c', b: 'b', c: 'a' };
    fc.assert(
      fc.property(fc.array(anyValue, { maxLength: 12 }), (values) => {
        const count = (list: readonly StatedValue[]) =>
          compareDepartments(list)
            .map(({ attribute, left, right, difference }) =>
              JSON.stringify([attribute, [left, right].sort(), difference !== null]),
            )
            .sort();
        const turned = values.map((value) => ({ ...value, department: other[value.department] ?? '' }));
        const back = count(turned).map((text) =>
          text.replace(/"([abc])"/g, (_, id: string) => `"${other[id]}"`),
        );
        const sorted = back.map((text) => {
          const [attribute, pair, differs] = JSON.parse(text);
          return JSON.stringify([attribute, pair.sort(), differs]);
        });
        expect(sorted.sort()).toEqual(count(values));
      }),
    );
  });
});
