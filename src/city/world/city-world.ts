import { Accidents } from './accident.ts';
import { Companies } from './company.ts';
import { Dispatches } from './dispatch.ts';
import { Fleet } from './fleet.ts';
import { Geography } from './geography.ts';
import { Jobs } from './jobs.ts';
import { Passages } from './passages.ts';
import { Permutation } from './permutation.ts';
import { Population } from './population.ts';

/** Everything that is true in the invented city, before any department writes it down. */
export interface CityWorld {
  readonly seed: number;
  /** Departments keep what was over before this day no longer; the registers of residents and companies keep everything. */
  readonly since: number;
  readonly population: Population;
  readonly companies: Companies;
  readonly jobs: Jobs;
  readonly fleet: Fleet;
  readonly geography: Geography;
  readonly accidents: Accidents;
  readonly dispatches: Dispatches;
  readonly passages: Passages;
  /** An eight-digit number for a record, unlike its neighbours', distinct below 67 million. */
  recordNumber(index: number): string;
}

export function createCityWorld(seed: number, persons: number, since = Number.NEGATIVE_INFINITY): CityWorld {
  const population = new Population(seed, persons);
  const companies = new Companies(seed, population);
  const fleet = new Fleet(seed, population, companies);
  const geography = new Geography(population.homes + companies.count);
  const accidents = new Accidents(seed, population, fleet, geography);
  const numbers = new Permutation(seed, 'record-number', 26);
  return {
    seed,
    since,
    population,
    companies,
    jobs: new Jobs(seed, companies),
    fleet,
    geography,
    accidents,
    dispatches: new Dispatches(seed, accidents, population, geography),
    passages: new Passages(seed, persons, fleet, geography),
    recordNumber: (index) => String(numbers.at(index)).padStart(8, '0'),
  };
}
