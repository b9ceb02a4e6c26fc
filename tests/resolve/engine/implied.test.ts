import { describe, expect, it } from 'vitest';
import { FeatureReader } from '../../../src/resolve/engine/comparisons/feature-reader.ts';
import { planComparisons } from '../../../src/resolve/engine/comparisons/plan.ts';
import { attribute, person } from './invented-people.ts';
import { inventResident, inventResidents, residentId } from './invented-residents.ts';

describe('what a number says of who bears it', () => {
  const resident = inventResident(3);
  const gender = (text: string) => attribute('gender', 'gender', text);
  const number = (text: string) => attribute('residentId', 'identifier', text, 'cn.resident-id');
  const plan = planComparisons(
    inventResidents(60, (one) => [
      gender(Number(residentId(inventResident(one).born, one).at(16)) % 2 ? '男' : '女'),
    ]).mentions,
  );
  const planned = (id: string) =>
    plan.find((comparison) => comparison.id === id) ?? { id, kind: 'code', attributes: [] };

  it('stands in for the attributes that mostly say the same', () => {
    expect(planned('date:birthDate').attributes).toEqual(['birthDate', 'residentId/birthDate']);
    expect(planned('code:gender').attributes).toEqual(['gender', 'residentId/sex']);
  });

  it.each([
    ['where there is no date', [number(resident.id)], resident.born],
    ['not beside a date', [number(resident.id), attribute('birthDate', 'date', '1990-01-01')], '1990-01-01'],
    [
      'beside a date that says nothing',
      [number(resident.id), attribute('birthDate', 'date', '0000-00-00')],
      resident.born,
    ],
    [
      'nor where its check digit is wrong',
      [number(residentId(resident.born, 5).replace(/.$/, '?'))],
      undefined,
    ],
  ])('%s', (_, attributes, value) => {
    const [read] = new FeatureReader([planned('date:birthDate')]).read(person('x', attributes));
    expect(read?.row.value).toBe(value);
  });

  it('stands in for nothing that says something else', () => {
    const { mentions } = inventResidents(60, (one) => [
      attribute('registered', 'date', `20${10 + (one % 9)}-01-0${1 + (one % 9)}`),
    ]);
    const registered = planComparisons(mentions).find(({ id }) => id === 'date:registered');
    expect(registered?.attributes).toEqual(['registered']);
  });
});
