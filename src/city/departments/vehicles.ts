import type { BuildDepartment } from '../department.ts';
import type { ErrorDraw } from '../errors/error-draw.ts';
import { noteOutdated, writeAddress } from '../errors/write-address.ts';
import { writeCompanyName } from '../errors/write-company-name.ts';
import { paperOf, writeCreditCode, writeId, writePlate } from '../errors/write-identifier.ts';
import { writeName } from '../errors/write-name.ts';
import { writePhone } from '../errors/write-phone.ts';
import type { CityWorld } from '../world/city-world.ts';
import { formatDay, TODAY } from '../world/days.ts';
import type { Owner } from '../world/fleet.ts';
import { stayOn } from '../world/population.ts';

interface OwnerCells {
  readonly ownerType: string;
  readonly name: string;
  readonly paper: string;
  readonly number: string;
  readonly phone: string;
  readonly address: string;
  readonly premises: number;
}

/** The register of vehicles: one row per vehicle and owner, from the day it was registered to them. */
export const buildVehicles: BuildDepartment = (world, errors) => ({
  dataset: 'vehicles/registrations',
  file: 'vehicles/registrations.csv',
  encoding: 'UTF-8',
  header: [
    'registration_no',
    'plate_no',
    'vin',
    'model',
    'vehicle_type',
    'colour',
    'owner_type',
    'owner_name',
    'owner_doc_type',
    'owner_doc_no',
    'owner_phone',
    'owner_address',
    'registered_on',
    'ended_on',
    'end_reason',
  ],
  count: world.fleet.count,
  write(index, out) {
    const vehicle = world.fleet.vehicle(index);
    const vin = world.fleet.vin(vehicle);
    for (const ownership of vehicle.ownerships) {
      if (ownership.to !== null && ownership.to < world.since) continue;
      errors.at(ownership.number);
      const record = `VR${world.recordNumber(ownership.number)}`;
      const who = world.fleet.owner(ownership);
      const owner = describeOwner(world, who, ownership, errors);
      out.record();
      out.row([
        record,
        errors.of('vehicle', writePlate(vehicle.plate, errors)),
        vin,
        vehicle.model,
        vehicle.type,
        vehicle.colour,
        owner.ownerType,
        owner.name,
        owner.paper,
        owner.number,
        owner.phone,
        owner.address,
        formatDay(ownership.from, 'iso'),
        ownership.to === null ? '' : formatDay(ownership.to, 'iso'),
        ownership.to === null ? '' : ownership.to === vehicle.scrapped ? 'SCRAPPED' : 'SOLD',
      ]);
      out.mistakes(record, errors);
      out.truth(record, 'vehicle', '', 'Thing', `V${index}`);
      if (who.kind === 'company') out.truth(record, 'ownerCompany', '', 'Organization', `C${who.index}`);
      else out.truth(record, 'owner', '', 'Person', `P${who.index}`);
      if (owner.address !== '') out.truth(record, 'ownerHome', '', 'Place', `L${owner.premises}`);
    }
  },
});

function describeOwner(
  world: CityWorld,
  owner: Owner,
  { from: day, to }: { readonly from: number; readonly to: number | null },
  errors: ErrorDraw,
): OwnerCells {
  if (owner.kind === 'company') {
    const company = world.companies.company(owner.index);
    return {
      ownerType: 'COMPANY',
      name: errors.of('ownerCompany', writeCompanyName(company.name, errors)),
      paper: '统一社会信用代码',
      number: errors.of('ownerCompany', writeCreditCode(company.creditCode, errors)),
      phone: '',
      address: errors.of(
        ['ownerCompany', 'ownerHome'],
        writeAddress(world.geography.premises(company.premises), day, 'city', errors),
      ),
      premises: company.premises,
    };
  }
  const person = world.population.person(owner.index);
  const household = world.population.household(person.household);
  const stays = world.population.stays(household.id, household.headYear);
  const current = stayOn(stays, day);
  const before = stays[stays.indexOf(current) - 1];
  const stay = before !== undefined && errors.hits('addressStale') ? before : current;
  const relative = () =>
    world.population
      .members(household)
      .find((other) => other.index !== person.index && other.birthDay < day - 6570);
  return {
    ownerType: 'PERSON',
    name: errors.of('owner', writeName(person, errors)),
    paper: paperOf(person),
    number: errors.of('owner', writeId(person, errors, relative)),
    phone: writePhone(person, day, errors),
    address: errors.of(
      ['owner', 'ownerHome'],
      noteOutdated(
        errors,
        stay,
        to ?? TODAY,
        writeAddress(world.geography.premises(stay.premises), day, 'city', errors),
      ),
    ),
    premises: stay.premises,
  };
}
