import { residentCheck } from '../../../src/city/world/check-digits.ts';
import type { StoredAttribute } from '../../../src/intake/stored-attribute.ts';
import type { EngineMention } from '../../../src/resolve/engine/mention.ts';
import { attribute, person } from './invented-people.ts';

const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂'];
const STREETS = ['人民', '建设', '解放', '中山', '胜利', '彩虹', '梧桐', '凤鸣'];

/** A resident id with its check digit; division 38 was never used. */
export function residentId(born: string, serial: number): string {
  const first = `380102${born.replaceAll('-', '')}${String(serial % 1000).padStart(3, '0')}`;
  return `${first}${residentCheck(first)}`;
}

export interface Resident {
  readonly name: string;
  readonly born: string;
  readonly id: string;
  readonly phone: string;
  readonly address: string;
}

/** Residents who never lived, each unlike the others. */
export function inventResident(one: number): Resident {
  const pick = (from: readonly string[], at: number): string => from[at % from.length] ?? '';
  const born = `19${50 + ((one * 7) % 49)}-0${1 + (one % 9)}-${10 + (one % 17)}`;
  return {
    name: pick(SURNAMES, one * 3) + pick(GIVEN, one) + pick(GIVEN, one * 5 + Math.floor(one / 22)),
    born,
    id: residentId(born, one),
    phone: `1349${String(1_000_000 + one * 7919).slice(-7)}`,
    address: `澜州市澜江区${pick(STREETS, one)}路${1 + (one % 60)}号${1 + (one % 5)}栋${1 + (one % 3)}单元${101 + one}室`,
  };
}

/** What one department states of a resident. */
export function stateResident(
  key: string,
  { name, born, id, phone, address }: Partial<Resident>,
  source = 'a',
  more: readonly (StoredAttribute | null)[] = [],
): EngineMention {
  const given = (
    label: string,
    kind: StoredAttribute['kind'],
    text: string | undefined,
    scheme?: string,
  ): readonly (StoredAttribute | null)[] =>
    text === undefined ? [] : [attribute(label, kind, text, scheme)];
  return person(
    key,
    [
      ...given('name', 'person-name', name),
      ...given('birthDate', 'date', born),
      ...given('residentId', 'identifier', id, 'cn.resident-id'),
      ...given('phone', 'phone', phone),
      ...given('address', 'address', address),
      ...more,
    ],
    source,
  );
}

/** Each of so many residents stated by a register and, without id or address every other time, by a second department. */
export function inventResidents(
  count: number,
  more: (one: number, copy: number) => readonly (StoredAttribute | null)[] = () => [],
): { readonly mentions: readonly EngineMention[]; readonly truth: readonly string[] } {
  const mentions: EngineMention[] = [];
  const truth: string[] = [];
  for (let one = 0; one < count; one++) {
    const { address, ...resident } = inventResident(one);
    const { id: _, ...bare } = resident;
    const key = `r${String(one).padStart(5, '0')}`;
    mentions.push(stateResident(`${key}-0`, { ...resident, address }, 'a', more(one, 0)));
    mentions.push(
      stateResident(`${key}-1`, one % 2 === 0 ? { ...bare, address } : resident, 'b', more(one, 1)),
    );
    truth.push(String(one), String(one));
  }
  return { mentions, truth };
}
