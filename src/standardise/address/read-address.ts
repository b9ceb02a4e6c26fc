import type { StandardiseOptions } from '../value.ts';
import { type Division, isTaiwanese, readDivision } from './division.ts';
import { HAN_CLASS as H } from './han-class.ts';
import { Walk } from './walk.ts';

/** A Han address in its parts, '' where it has none. Numbers are arabic, without their unit. */
export interface AddressParts extends Division {
  readonly village: string;
  readonly neighbourhood: string;
  /** Land registry: section of land and parcel. */
  readonly land: string;
  readonly parcel: string;
  /** Road or street, or the name of a settlement that houses are numbered in. */
  readonly road: string;
  readonly kilometre: string;
  readonly section: string;
  readonly lane: string;
  readonly alley: string;
  readonly number: string;
  readonly building: string;
  readonly unit: string;
  readonly floor: string;
  readonly room: string;
  /** Where the spot lies seen from the address: `前`, `北侧`, `附近`. */
  readonly position: string;
}

const LIST = '[、,~及至]';
const NUMBER = '\\d+[a-z甲乙丙丁]?(?:[-附]\\d+[a-z]?)*';
const NUMBERS = `${NUMBER}(?:号?${LIST}${NUMBER})*`;
/** A village's name, unless it is the head of a road's (`中关村大街`, `中关村东路`). */
const VILLAGE = new RegExp(
  `^([${H}]{1,6}?(?:里里?|村村?|社区))(?![东西南北中前后]?\\d*大?[路街道段巷弄]|邻|区(?!道))`,
);
/** On the mainland 里 and 村 end the names of roads and estates (`三里屯路`, `东里`); only 社区 is an office's area. */
const COMMUNITY = new RegExp(`^([${H}]{1,6}?社区)(?![东西南北中前后]?\\d*大?[路街道段巷弄])`);
const NEIGHBOURHOOD = /^(\d+)邻/;
const LAND = new RegExp(`^([${H}]{1,8}?段(?:[${H}\\d]{1,8}?小段)?)(?=[a-z]?\\d)`);
const PARCEL = new RegExp(
  `^([a-z]?\\d+(?:-\\d+)*(?:(?:地号)?${LIST}\\d+(?:-\\d+)*)*)(?:地号|号)?(?:等\\d*[笔块]?(?:土地|地号)?)?`,
);
const HIGHWAY = new RegExp(
  `^(?:[省县市区乡]道)?(国道\\d+号|[${H}]?\\d+[甲乙丙丁]?(?:-\\d+)?线)(?:公路|道路)?`,
);
const KILOMETRE = /^(\d+(?:\.\d+)?公里(?:\d+(?:\.\d+)?公尺)?)处?/;
const ROAD = new RegExp(
  `^([${H}a-z\\d]{1,15}?(?:大道|大街|路|街|道(?=\\d)|胡同)(?:\\d+[街路])?)(?![路街道灯])`,
);
const SETTLEMENT = new RegExp(
  `^(?![前旁后边底]\\d)([${H}\\d]{0,11}?[${H}])(?=(?:临|附)?${NUMBERS}(?:号|巷|弄|邻))`,
);
const SECTION = /^(\d+)段/;
const LANE = new RegExp(`^(${NUMBER}|[${H}]{1,6}?)巷(?!口?弄)`);
const ALLEY = new RegExp(`^(${NUMBER})弄`);
const HOUSE = new RegExp(`^(?:临|附)?(${NUMBERS})号`);
const BUILDING = new RegExp(`^([a-z\\d]+|[${H}]{1,4}?)(?:栋|幢|座|号楼)`);
const UNIT = /^(\d+|[a-z])单元/;
const FLOOR = new RegExp(`^((?:b|地下)?\\d+(?:楼?${LIST}b?\\d+)*)(?:楼|层|f)(?:-(\\d+))?`);
const ROOM = /^([a-z]?\d+[a-z]?)(?:室|户|$)/;
const POSITION =
  /^((?:处|口|上)*(?:前|旁|边|后|底|附近|斜?对面|往|向|[东西南北]{1,2}[侧向往上下]|路灯|灯杆|路段|$).*)$/;

/**
 * Reads a folded address whose numerals are digits already. What no part fits stays in `rest`. The region of an address
 * that names no city tells whether 里 may be a village; where it is not known, nothing is split off.
 */
export function readAddress(folded: string, region?: StandardiseOptions['region']): AddressParts {
  const division = readDivision(folded);
  const walk = new Walk(division.rest);
  const readVillage = isTaiwanese(division, region) ? readTaiwanVillage : readCommunity;
  const first = readVillage(walk);
  const land = walk.take(LAND);
  const parcel = land === '' ? '' : walk.take(PARCEL);
  // Some sources give the parcel and the house, each with its village.
  const again = land === '' ? first : readVillage(walk);
  const street = readStreet(walk);
  const building = walk.take(BUILDING);
  const unit = walk.take(UNIT);
  const room = FLOOR.exec(walk.head)?.[2];
  const floor = walk.take(FLOOR).replace('地下', 'b').replaceAll('楼', '');
  // Named one by one: spreading objects into one another costs more here than all the expressions together.
  return {
    province: division.province,
    city: division.city,
    district: division.district,
    town: division.town,
    village: first.village || again.village,
    neighbourhood: first.neighbourhood || again.neighbourhood || street.neighbourhood,
    land,
    parcel: parcel.replaceAll('地号', ''),
    road: street.road,
    kilometre: street.kilometre,
    section: street.section,
    lane: street.lane,
    alley: street.alley,
    number: street.number,
    building,
    unit,
    floor,
    room: room ?? walk.take(ROOM),
    position: walk.take(POSITION),
    rest: walk.rest,
  };
}

type Street = Pick<
  AddressParts,
  'road' | 'kilometre' | 'neighbourhood' | 'section' | 'lane' | 'alley' | 'number'
>;

function readStreet(walk: Walk): Street {
  const highway = walk.take(HIGHWAY);
  const kilometre = highway === '' ? '' : inKilometres(walk.take(KILOMETRE));
  const road = kilometre === '' ? highway + (walk.take(ROAD) || walk.take(SETTLEMENT)) : highway;
  const neighbourhood = walk.take(NEIGHBOURHOOD);
  const section = walk.take(SECTION);
  const lane = walk.take(LANE);
  const alley = walk.take(ALLEY);
  const number = walk.take(HOUSE).replaceAll('号', '');
  return { road, kilometre, neighbourhood, section, lane, alley, number };
}

/** `336公里400.0公尺` is kilometre 336.4. */
function inKilometres(text: string): string {
  const [kilometres = '', metres = ''] = text.split('公里');
  if (kilometres === '') return '';
  return String(Number((Number(kilometres) + Number.parseFloat(metres || '0') / 1000).toFixed(4)));
}

type Village = Pick<AddressParts, 'village' | 'neighbourhood'>;

function readCommunity(walk: Walk): Village {
  return { village: walk.take(COMMUNITY), neighbourhood: '' };
}

/** Old and new village may stand one after the other: every one is taken, the first is kept. */
function readTaiwanVillage(walk: Walk): Village {
  let village = '';
  let neighbourhood = '';
  for (;;) {
    const taken = walk.take(VILLAGE);
    const counted = walk.take(NEIGHBOURHOOD);
    if (taken === '' && counted === '') return { village, neighbourhood };
    village ||= taken.replace(/(里|村)\1$/, '$1');
    neighbourhood ||= counted;
  }
}
