import { BUSINESSES, LEGAL_FORMS, TRADE_FIRST, TRADE_SECOND } from '../names/company-words.ts';
import { creditCheck, organizationCheck } from './check-digits.ts';
import { dayOf, TODAY } from './days.ts';
import { CITY, DISTRICTS } from './districts.ts';
import { Permutation } from './permutation.ts';
import type { Population } from './population.ts';
import { Rng } from './rng.ts';
import { get, parseWeighted } from './weighted.ts';

export interface CompanyName {
  readonly city: string;
  readonly trade: string;
  readonly business: string;
  readonly form: string;
}

/** Numbers of people: the legal representative, and the shareholders (the representative is the first of them). */
export interface Officers {
  readonly representative: number;
  readonly shareholders: readonly number[];
}

/** An invented company. */
export interface Company {
  readonly index: number;
  readonly name: CompanyName;
  readonly industry: string;
  /** GB 32100 unified social credit code. */
  readonly creditCode: string;
  readonly founded: number;
  readonly closed: number | null;
  readonly premises: number;
  /** Registered capital in 10,000 yuan. */
  readonly capital: number;
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const businesses = BUSINESSES.trim()
  .split(/\s+/)
  .map((entry) => entry.split('|'));
const forms = parseWeighted(LEGAL_FORMS);
const trade = { first: [...TRADE_FIRST], second: [...TRADE_SECOND] };
const FIRST_FOUNDED = dayOf('1993-01-01');
/** Keeps the draws of representatives apart from other draws of adults. */
const REPRESENTATIVE_KEYS = 0x10000000;

export class Companies {
  readonly count: number;
  readonly #population: Population;
  readonly #rng: Rng;
  readonly #names: Permutation;
  readonly #codes: Permutation;

  constructor(seed: number, population: Population) {
    this.count = Math.max(20, Math.ceil(population.size * 0.06));
    this.#population = population;
    this.#rng = new Rng(seed, 'company');
    this.#names = new Permutation(seed, 'company-name', 20);
    this.#codes = new Permutation(seed, 'credit-code', 20);
  }

  company(index: number): Company {
    const rng = this.#rng.at(index);
    const founded = FIRST_FOUNDED + rng.below(TODAY - FIRST_FOUNDED - 200);
    const closes = founded + rng.between(300, 12_000);
    const form = forms.draw(rng);
    const capital = rng.between(1, 60) * 10;
    const district = get(DISTRICTS, rng.below(DISTRICTS.length)).code;
    const number = this.#names.at(index);
    const [business = '', industry = ''] = get(businesses, number % 64);
    const first = get(trade.first, (number >>> 6) % 128);
    return {
      index,
      name: { city: CITY, trade: first + get(trade.second, number >>> 13), business, form },
      industry,
      creditCode: this.#creditCode(index, district),
      founded,
      closed: closes < TODAY - 60 ? closes : null,
      premises: this.#population.homes + index,
      capital,
    };
  }

  officers(company: Company): Officers {
    const key = REPRESENTATIVE_KEYS + company.index * 4;
    const representative = this.#population.adultOn(company.founded, key).index;
    const shareholders = new Set([representative]);
    for (let i = 1; i <= (company.capital / 10) % 3; i++) {
      shareholders.add(this.#population.adultOn(company.founded, key + i).index);
    }
    return { representative, shareholders: [...shareholders] };
  }

  /** A company that was open on a day, the low numbers more often (they are the large employers); undefined after ten tries. */
  openOn(day: number, rng: Rng): Company | undefined {
    for (let i = 0; i < 10; i++) {
      const index = Math.floor(this.count * rng.unit() ** 2.5);
      const draws = this.#rng.at(index);
      // The two draws that `company` begins with: a company that was not open need not be built.
      const founded = FIRST_FOUNDED + draws.below(TODAY - FIRST_FOUNDED - 200);
      if (founded <= day && founded + draws.between(300, 12_000) > day) return this.company(index);
    }
    return undefined;
  }

  #creditCode(index: number, district: string): string {
    let number = this.#codes.at(index);
    let body = '';
    for (let i = 0; i < 5; i++) {
      body = ALPHABET.charAt(number % 31) + body;
      number = Math.floor(number / 31);
    }
    const organization = `MAK${body}`;
    const first17 = `91${district}${organization}${organizationCheck(organization)}`;
    return first17 + creditCheck(first17);
  }
}

export function companyName(name: CompanyName): string {
  return name.city + name.trade + name.business + name.form;
}
