import type { BuildDepartment, Statement } from '../department.ts';
import type { ErrorDraw } from '../errors/error-draw.ts';
import { writeRoadSite } from '../errors/write-address.ts';
import { writeDate } from '../errors/write-date.ts';
import { writeId, writePlate } from '../errors/write-identifier.ts';
import { writeName } from '../errors/write-name.ts';
import { writePhone } from '../errors/write-phone.ts';
import { writePoint } from '../errors/write-point.ts';
import type { Party } from '../world/accident.ts';
import type { CityWorld } from '../world/city-world.ts';
import { formatClock, formatDay } from '../world/days.ts';

/** Case number of an accident: the year and a number. */
export function caseNumber(world: CityWorld, accident: number, day: number): string {
  return `SG${formatDay(day, 'compact').slice(0, 4)}${world.recordNumber(accident)}`;
}

/** The book of accidents: one row per party, GCJ-02 coordinates, the accident's own columns repeated in each row. */
export const buildTrafficPolice: BuildDepartment = (world, errors) => ({
  dataset: 'traffic-police/accidents',
  file: 'traffic-police/accidents.csv',
  encoding: 'UTF-8',
  header: [
    '事故编号',
    '发生日期',
    '发生时间',
    '发生地点',
    '经度',
    '纬度',
    '事故形态',
    '天气',
    '当事人序号',
    '当事人类型',
    '姓名',
    '性别',
    '出生日期',
    '证件号码',
    '联系电话',
    '号牌号码',
    '车辆类型',
    '伤情',
  ],
  count: world.accidents.count,
  write(index, out) {
    const accident = world.accidents.accident(index);
    if (accident.day < world.since) return;
    errors.at(index);
    const record = caseNumber(world, index, accident.day);
    const point = writePoint(accident.site.point, 'GCJ-02', errors);
    const site = errors.of('site', writeRoadSite(accident.site, accident.day, 'city', errors));
    const shared = [
      record,
      formatDay(accident.day, 'compact'),
      formatClock(accident.second, ''),
      site,
      point.longitude,
      point.latitude,
      accident.category,
      accident.weather,
    ];
    out.record();
    out.truth(record, 'accident', '', 'Event', `A${index}`);
    out.truth(record, 'site', '', 'Place', accident.site.entity);
    world.accidents.parties(accident).forEach((party, i) => {
      writeParty(world, errors, { record, shared, party, number: String(i + 1), day: accident.day }, out);
    });
  },
});

interface PartyRow {
  readonly record: string;
  readonly shared: readonly string[];
  readonly party: Party;
  readonly number: string;
  readonly day: number;
}

function writeParty(world: CityWorld, errors: ErrorDraw, row: PartyRow, out: Statement): void {
  const { party, record, number, day } = row;
  const { person, vehicle } = party;
  const relative = () =>
    person === null
      ? undefined
      : world.population
          .members(world.population.household(person.household))
          .find((other) => other.index !== person.index);
  const name = person === null ? '' : errors.of('party', writeName(person, errors), number);
  // Nothing but a sex and a date of birth is nobody: such a party is written down as unknown.
  const known = name === '' ? null : person;
  const drives = party.role === '驾驶人';
  const plate = vehicle === null ? '' : errors.of('vehicle', writePlate(vehicle.plate, errors), number);
  out.row([
    ...row.shared,
    number,
    party.role,
    name,
    known === null ? '' : known.sex === 'male' ? '男' : '女',
    known === null ? '' : errors.of('party', writeDate(known.birthDay, 'iso', errors), number),
    known === null ? '' : errors.of('party', writeId(known, errors, relative), number),
    known === null ? '' : writePhone(known, day, errors),
    plate,
    vehicle === null ? '' : vehicle.type,
    party.injury,
  ]);
  out.mistakes(record, errors);
  if (known !== null) out.truth(record, 'party', number, 'Person', `P${known.index}`);
  if (drives && vehicle !== null) out.truth(record, 'vehicle', number, 'Thing', `V${vehicle.index}`);
}
