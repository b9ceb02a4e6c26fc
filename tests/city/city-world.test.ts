import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCityWorld } from '../../src/city/world/city-world.ts';
import { dayOf, formatDay, swapDayAndMonth } from '../../src/city/world/days.ts';
import type { Vehicle } from '../../src/city/world/fleet.ts';
import { Permutation } from '../../src/city/world/permutation.ts';
import { findScheme } from '../../src/standardise/schemes.ts';
import type { ValueFlag } from '../../src/standardise/value.ts';

const PERSONS = 6_000;
const world = createCityWorld(5, PERSONS);
const people = Array.from({ length: PERSONS }, (_, i) => world.population.person(i));
const companies = Array.from({ length: world.companies.count }, (_, i) => world.companies.company(i));
const vehicles = Array.from({ length: world.fleet.count }, (_, i) => world.fleet.vehicle(i));

function flagsOf(scheme: string, text: string): readonly ValueFlag[] {
  const rule = findScheme(scheme);
  if (rule === undefined) throw new Error(`no scheme ${scheme}`);
  return rule.standardise(text).flags;
}

describe('people', () => {
  it('carry resident ids that are valid, agree with birth date and sex, and are never given twice', () => {
    const ids = people.filter((person) => person.residentId !== '');
    expect(new Set(ids.map((person) => person.residentId)).size).toBe(ids.length);
    const wrong = ids.filter(
      ({ residentId, birthDay, sex }) =>
        flagsOf('cn.resident-id', residentId).some((flag) => flag !== 'unknown-area') ||
        residentId.slice(6, 14) !== formatDay(birthDay, 'compact') ||
        (Number(residentId.charAt(16)) % 2 === 1) !== (sex === 'male') ||
        !residentId.startsWith('38'),
    );
    expect(wrong.map((person) => person.residentId)).toEqual([]);
  });

  it('include twins: one birth date, home and surname, two given names and two ids', () => {
    let twins = 0;
    for (const [i, person] of people.entries()) {
      const next = people[i + 1];
      if (next === undefined || person.role !== 'child' || next.role !== 'child') continue;
      if (next.household !== person.household || next.birthDay !== person.birthDay) continue;
      twins++;
      expect(next.name.given).not.toBe(person.name.given);
      if (person.residentId !== '') expect(next.residentId).not.toBe(person.residentId);
      if (person.culture === 'han') expect(next.name.family).toBe(person.name.family);
    }
    expect(twins).toBeGreaterThan(10);
  });

  it('include namesakes, compound surnames, names of minorities and foreigners with passports', () => {
    const names = people.map((person) => person.name.full);
    expect(new Set(names).size).toBeLessThan(names.length * 0.97);
    expect(people.some((person) => person.culture === 'han' && person.name.family.length === 2)).toBe(true);
    expect(people.some((person) => person.name.full.includes('·'))).toBe(true);
    const foreign = people.filter((person) => person.culture === 'foreign');
    expect(foreign.length).toBeGreaterThan(5);
    expect(foreign.every((person) => /^X\d{8}$/.test(person.passport))).toBe(true);
  });

  it('are the same whoever asks for them, alone or with their household', () => {
    for (const index of [0, 17, 4_999, 5_998]) {
      const person = world.population.person(index);
      const family = world.population.members(world.population.household(person.household));
      const same = family.find((one) => one.index === index);
      expect([same?.name, same?.residentId]).toEqual([person.name, person.residentId]);
    }
  });

  it('live in one home after another without a gap', () => {
    for (const household of world.population.householdsOf(3)) {
      const stays = world.population.stays(household.id, household.headYear);
      stays.forEach((stay, i) => {
        expect(stay.to).toBe(stays[i + 1]?.from ?? null);
      });
    }
  });
});

describe('companies and vehicles', () => {
  it('carry valid credit codes and names that are never given twice', () => {
    expect(companies.flatMap((company) => flagsOf('cn.credit-code', company.creditCode))).toEqual([]);
    expect(new Set(companies.map((company) => company.creditCode)).size).toBe(companies.length);
    expect(new Set(companies.map((company) => company.name.trade + company.name.business)).size).toBe(
      companies.length,
    );
  });

  it('carry plates of the right form and VINs that are never given twice', () => {
    expect(
      vehicles.flatMap((vehicle) =>
        flagsOf('cn.plate', vehicle.plate).filter((flag) => flag === 'invalid-format'),
      ),
    ).toEqual([]);
    expect(new Set(vehicles.map((vehicle) => world.fleet.vin(vehicle))).size).toBe(vehicles.length);
  });

  it('give a plate to a second vehicle only after the first one was scrapped', () => {
    const byPlate = new Map<string, Vehicle[]>();
    for (const vehicle of vehicles)
      byPlate.set(vehicle.plate, [...(byPlate.get(vehicle.plate) ?? []), vehicle]);
    const shared = [...byPlate.values()].filter((group) => group.length > 1);
    expect(shared.length).toBeGreaterThan(50);
    for (const [first, second, third] of shared) {
      expect(third).toBeUndefined();
      expect(second?.ownerships[0]?.from).toBeGreaterThan((first?.scrapped ?? Number.NaN) + 300);
    }
  });

  it('have owners one after another, adult when the vehicle was registered to them', () => {
    for (const vehicle of vehicles.slice(0, 300)) {
      vehicle.ownerships.forEach((ownership, i) => {
        if (ownership.to !== null) expect(ownership.to).toBeGreaterThan(ownership.from);
        expect(ownership.to).toBe(vehicle.ownerships[i + 1]?.from ?? vehicle.scrapped);
        const owner = world.fleet.owner(ownership);
        if (owner.kind === 'person') expect(people[owner.index]?.isAdultOn(ownership.from)).toBe(true);
      });
    }
  });
});

describe('numbers', () => {
  it('a permutation gives each number once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: 900, max: 1024 }),
        (seed, size) => {
          const permutation = new Permutation(seed, 'test', 10);
          const images = Array.from({ length: size }, (_, i) => permutation.within(i, size));
          expect(new Set(images).size).toBe(size);
          expect(Math.max(...images)).toBeLessThan(size);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('days are written as the calendar has them', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayOf('1900-01-01'), max: dayOf('2028-12-31') }), (day) => {
        expect(formatDay(day, 'iso')).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
      }),
    );
    expect(formatDay(dayOf('2024-03-05'), 'slashed')).toBe('2024/3/5');
    expect(swapDayAndMonth(dayOf('2024-03-05'))).toBe(dayOf('2024-05-03'));
    expect(swapDayAndMonth(dayOf('2024-03-13'))).toBeUndefined();
  });
});
