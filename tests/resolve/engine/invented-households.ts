import type { EngineMention } from '../../../src/resolve/engine/mention.ts';
import { attribute, person } from './invented-people.ts';

interface Names {
  readonly families: readonly string[];
  readonly given: readonly string[];
  readonly nameOf: (given: string, family: string) => string;
  readonly addressOf: (street: number, house: number) => string;
}

const STREETS = ['Oak Street', 'Mill Lane', 'Church Road', 'Park Avenue', 'Station Road', 'Kings Close'];
const ROADS = ['人民路', '光明街', '建设路', '学院路', '东风路', '新华路'];

export const LATIN: Names = {
  families:
    'abbott,barlow,carver,dawson,ellis,fowler,grainger,hobson,ingram,jarvis,kendall,lambert,marlow,norris,osborne,parkin,quigley,ramsden,stubbs,tillman'.split(
      ',',
    ),
  given:
    'alice,bernard,cecily,dominic,edith,frank,gloria,howard,isobel,jasper,kitty,leonard,miriam,nigel,olive,percy,queenie,rupert,sylvia,trevor,una,victor,winnie,yusuf'.split(
      ',',
    ),
  nameOf: (given, family) => `${given} ${family}`,
  addressOf: (street, house) => `${house} ${STREETS[street % STREETS.length]}`,
};

export const HAN: Names = {
  families: [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'],
  given: [...'伟芳军丽强洁勇艳杰娟涛敏超霞鹏静辉梅飞莉'].flatMap((one, at) => [
    one,
    `${one}${'建国文明海春'.charAt(at % 6)}`,
  ]),
  nameOf: (given, family) => `${family}${given}`,
  addressOf: (street, house) => `临江市海港区${ROADS[street % ROADS.length]}${house}号2栋1单元101室`,
};

/** The same numbers for the same seed, below `most`. */
function drawer(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

/**
 * Households of people who never lived: a family name, an address and a telephone shared by two to four, each with a given
 * name and a birth date of their own, stated once to three times, now and then without date or telephone. Truth by place.
 */
export function inventHouseholds(
  households: number,
  { families, given, nameOf, addressOf }: Names,
  seed = 1,
): { readonly mentions: readonly EngineMention[]; readonly truth: readonly string[] } {
  const below = drawer(seed);
  const mentions: EngineMention[] = [];
  const truth: string[] = [];
  for (let household = 0; household < households; household++) {
    const family = families[below(families.length)] ?? '';
    const address = addressOf(below(6), 1 + below(300));
    const phone = `139${10_000_000 + below(80_000_000)}`;
    const first = below(given.length);
    const members = 2 + below(3);
    for (let member = 0; member < members; member++) {
      const born = `${1950 + below(60)}-0${1 + below(9)}-${10 + below(18)}`;
      const copies = 1 + below(3);
      for (let copy = 0; copy < copies; copy++) {
        mentions.push(
          person(`m${String(mentions.length).padStart(5, '0')}`, [
            attribute(
              'name',
              'person-name',
              nameOf(given[(first + member * 5) % given.length] ?? '', family),
            ),
            below(5) === 0 ? null : attribute('born', 'date', born),
            attribute('address', 'address', address),
            below(4) === 0 ? null : attribute('phone', 'phone', phone),
          ]),
        );
        truth.push(`${household}-${member}`);
      }
    }
  }
  return { mentions, truth };
}
