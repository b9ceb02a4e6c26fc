import { SURNAMES } from '../names/surnames.ts';
import type { Rng } from './rng.ts';
import { get, parseWeighted, Weighted } from './weighted.ts';

/** Which pattern names follow. Hui, Manchu and others with Han names count as han. */
export type Culture = 'han' | 'uyghur' | 'tibetan' | 'mongolian' | 'foreign';
export type FamilyRole = 'head' | 'partner' | 'child' | 'parent';

/** What the members of a household share; drawn from the household's number alone. */
export interface Household {
  readonly id: number;
  readonly firstPerson: number;
  /** Members, head first; shorter than planned only at the very end of the population. */
  readonly roles: readonly FamilyRole[];
  readonly culture: Culture;
  readonly headMale: boolean;
  readonly headYear: number;
  readonly partnerYear: number;
  readonly childYears: readonly number[];
  readonly parentYear: number;
  readonly parentMale: boolean;
  readonly twins: boolean;
  readonly headSurname: string;
  readonly partnerSurname: string;
  readonly motherSurname: string;
  readonly childrenFollowMother: boolean;
}

/** Ten people live in one of these ways, so that a person's number says which household they belong to. */
const BLOCKS: readonly (readonly number[])[] = [
  [1, 2, 3, 4],
  [3, 3, 2, 2],
  [2, 2, 1, 5],
  [4, 3, 3],
  [1, 1, 3, 3, 2],
  [2, 4, 4],
  [5, 3, 2],
  [1, 2, 2, 2, 3],
];
export const BLOCK = 10;
const HOUSEHOLDS_IN_BLOCK = 8;
const LAST_BIRTH_YEAR = 2024;

const surnames = parseWeighted(SURNAMES);
const cultures = new Weighted<Culture>([
  { value: 'han', weight: 960 },
  { value: 'uyghur', weight: 13 },
  { value: 'tibetan', weight: 10 },
  { value: 'mongolian', weight: 8 },
  { value: 'foreign', weight: 9 },
]);

/** Where a person lives: the household's number and their place in it. `blockRng` is spent. */
export function householdOf(person: number, blockRng: Rng): { readonly id: number; readonly member: number } {
  const block = Math.floor(person / BLOCK);
  const sizes = get(BLOCKS, blockRng.at(block).below(BLOCKS.length));
  let member = person % BLOCK;
  for (let i = 0; ; i++) {
    const size = get(sizes, i);
    if (member < size) return { id: block * HOUSEHOLDS_IN_BLOCK + i, member };
    member -= size;
  }
}

/** Numbers of the households in a block of ten people. */
export function householdsOfBlock(block: number, blockRng: Rng): readonly number[] {
  const sizes = get(BLOCKS, blockRng.at(block).below(BLOCKS.length));
  return sizes.map((_, i) => block * HOUSEHOLDS_IN_BLOCK + i);
}

function rolesOf(size: number, rng: Rng): readonly FamilyRole[] {
  const usual = rng.chance(size === 2 ? 0.75 : 0.82);
  if (size === 1) return ['head'];
  if (size === 2) return usual ? ['head', 'partner'] : ['head', 'child'];
  if (size === 3) return ['head', 'partner', usual ? 'child' : 'parent'];
  if (size === 4) return ['head', 'partner', 'child', usual ? 'child' : 'parent'];
  return ['head', 'partner', 'child', 'child', 'parent'];
}

export function buildHousehold(id: number, persons: number, blockRng: Rng, rng: Rng): Household {
  const block = Math.floor(id / HOUSEHOLDS_IN_BLOCK);
  const sizes = get(BLOCKS, blockRng.at(block).below(BLOCKS.length));
  const place = id % HOUSEHOLDS_IN_BLOCK;
  const firstPerson = block * BLOCK + sizes.slice(0, place).reduce((sum, size) => sum + size, 0);
  rng.at(id);
  const roles = rolesOf(get(sizes, place), rng).slice(0, Math.max(0, persons - firstPerson));
  const headYear = 1945 + Math.floor((rng.unit() + rng.unit()) * 29);
  const partnerYear = headYear + rng.between(-3, 3);
  const firstChild = Math.min(LAST_BIRTH_YEAR, Math.max(headYear, partnerYear) + rng.between(21, 30));
  const twins = rng.chance(0.1);
  const secondChild = twins ? firstChild : Math.min(LAST_BIRTH_YEAR, firstChild + rng.between(1, 6));
  return {
    id,
    firstPerson,
    roles,
    culture: cultures.draw(rng),
    headMale: rng.chance(0.7),
    headYear,
    partnerYear,
    childYears: [firstChild, secondChild],
    parentYear: Math.max(1930, headYear - rng.between(21, 32)),
    parentMale: rng.chance(0.4),
    twins,
    headSurname: surnames.draw(rng),
    partnerSurname: surnames.draw(rng),
    motherSurname: surnames.draw(rng),
    childrenFollowMother: rng.chance(0.05),
  };
}
