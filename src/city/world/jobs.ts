import type { Companies, Company } from './company.ts';
import { dayOf, firstDay, TODAY } from './days.ts';
import type { Person } from './person.ts';
import { Rng } from './rng.ts';

/** A job that somebody had at a company from a day until before another (null: still has). */
export interface Job {
  readonly company: Company;
  readonly from: number;
  readonly to: number | null;
}

/** Departments number the jobs of a person below this. */
const MOST_JOBS = 32;
const FIRST_INSURED = dayOf('2003-01-01');

/** Who worked where and when. */
export class Jobs {
  readonly #companies: Companies;
  readonly #rng: Rng;

  constructor(seed: number, companies: Companies) {
    this.#companies = companies;
    this.#rng = new Rng(seed, 'jobs');
  }

  /** The jobs of a person in order of time; none for children, for some adults, and after the age of sixty. */
  of(person: Person): readonly Job[] {
    const rng = this.#rng.at(person.index);
    const jobs: Job[] = [];
    const end = Math.min(TODAY, firstDay(Math.min(2090, person.birthYear + 60)));
    let from = Math.max(FIRST_INSURED, firstDay(person.birthYear + rng.between(18, 24))) + rng.below(365);
    if (rng.chance(0.06)) return jobs;
    while (from < end - 90 && jobs.length < MOST_JOBS) {
      const company = this.#companies.openOn(from, rng);
      const wanted = from + rng.between(300, 4200);
      if (company === undefined) {
        from = wanted;
        continue;
      }
      const to = Math.min(wanted, company.closed ?? wanted, end);
      jobs.push({ company, from, to: to >= TODAY ? null : to });
      from = to + rng.below(400);
    }
    return jobs;
  }
}
