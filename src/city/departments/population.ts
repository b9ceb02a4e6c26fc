import type { BuildDepartment, Statement } from '../department.ts';
import type { ErrorDraw } from '../errors/error-draw.ts';
import { noteOutdated, writeAddress } from '../errors/write-address.ts';
import { writeDate } from '../errors/write-date.ts';
import { paperOf, writeId } from '../errors/write-identifier.ts';
import { writeName } from '../errors/write-name.ts';
import { writePhone } from '../errors/write-phone.ts';
import type { CityWorld } from '../world/city-world.ts';
import { formatDay, TODAY } from '../world/days.ts';
import type { Household } from '../world/household.ts';
import type { Person } from '../world/person.ts';
import { type Stay, stayOn } from '../world/population.ts';

const FOLK = { han: '汉族', uyghur: '维吾尔族', tibetan: '藏族', mongolian: '蒙古族', foreign: '' } as const;
const RELATION = { head: '户主', partner: '配偶', child: '子女', parent: '父母' } as const;

/** The register of residents: one row per person, in some cases a second, older one that nobody took out. */
export const buildPopulation: BuildDepartment = (world, errors) => ({
  dataset: 'population/residents',
  file: 'population/residents.csv',
  encoding: 'UTF-8',
  header: [
    '人口编号',
    '姓名',
    '性别',
    '民族',
    '国籍',
    '出生日期',
    '证件类型',
    '证件号码',
    '户号',
    '与户主关系',
    '现住址',
    '迁入日期',
    '原住址',
    '联系电话',
    '登记日期',
  ],
  count: world.population.blocks,
  write(block, out) {
    for (const household of world.population.householdsOf(block)) {
      const members = world.population.members(household);
      const stays = world.population.stays(household.id, household.headYear);
      for (const person of members) {
        errors.at(person.index);
        const registered = TODAY - errors.rng.below(900);
        writeResident(
          world,
          errors,
          { household, person, members, stays, day: registered, twice: false },
          out,
        );
        if (errors.hits('duplicate')) {
          const earlier = Math.max(person.birthDay + 60, registered - 1200 - errors.rng.below(2400));
          writeResident(world, errors, { household, person, members, stays, day: earlier, twice: true }, out);
        }
      }
    }
  },
});

interface Resident {
  readonly household: Household;
  readonly person: Person;
  readonly members: readonly Person[];
  readonly stays: readonly Stay[];
  readonly day: number;
  readonly twice: boolean;
}

function writeResident(world: CityWorld, errors: ErrorDraw, resident: Resident, out: Statement): void {
  const { person, stays, day } = resident;
  const current = stayOn(stays, day);
  const before = stays[stays.indexOf(current) - 1];
  // A stale row never heard of the last move.
  const stale = before !== undefined && errors.hits('addressStale');
  const home = stale ? before : current;
  const former = home === before ? undefined : before;
  const wasBornThen = former !== undefined && person.birthDay < home.from;
  const record = `RK${world.recordNumber(person.index * 2 + (resident.twice ? 1 : 0))}`;
  const address = errors.of(
    ['resident', 'home'],
    noteOutdated(
      errors,
      home,
      TODAY,
      writeAddress(world.geography.premises(home.premises), day, 'full', errors),
    ),
  );
  const formerAddress =
    former !== undefined && wasBornThen
      ? errors.of(
          ['resident', 'formerHome'],
          writeAddress(world.geography.premises(former.premises), former.from, 'full', errors),
        )
      : '';
  out.record();
  out.row([
    record,
    errors.of('resident', writeName(person, errors)),
    person.sex === 'male' ? '男' : '女',
    FOLK[person.culture],
    person.country,
    errors.of('resident', writeDate(person.birthDay, 'iso', errors)),
    paperOf(person),
    errors.of('resident', writeId(person, errors)),
    `H${world.recordNumber(resident.household.id)}`,
    RELATION[person.role],
    address,
    formatDay(Math.max(home.from, person.birthDay), 'iso'),
    formerAddress,
    writePhone(person, day, errors),
    formatDay(day, 'iso'),
  ]);
  out.mistakes(record, errors);
  out.truth(record, 'resident', '', 'Person', `P${person.index}`);
  if (address !== '') out.truth(record, 'home', '', 'Place', `L${home.premises}`);
  if (formerAddress !== '' && former !== undefined)
    out.truth(record, 'formerHome', '', 'Place', `L${former.premises}`);
}
