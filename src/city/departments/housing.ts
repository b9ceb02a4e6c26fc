import type { BuildDepartment, Statement } from '../department.ts';
import type { ErrorDraw } from '../errors/error-draw.ts';
import { writeAddress } from '../errors/write-address.ts';
import { writeId } from '../errors/write-identifier.ts';
import { writeName } from '../errors/write-name.ts';
import { writePhone } from '../errors/write-phone.ts';
import type { CityWorld } from '../world/city-world.ts';
import { dayOf, formatDay, TODAY } from '../world/days.ts';
import type { Person } from '../world/person.ts';
import { Rng } from '../world/rng.ts';
import { get } from '../world/weighted.ts';

const FIRST_CONTRACT = dayOf('2006-01-01');
const LANDLORD_KEYS = 0x50000000;
const CONTRACTS_OF_HOUSEHOLD = 32;

/** The register of tenancies: a contract of one to three years, renewed while the household stays. */
export const buildHousing: BuildDepartment = (world, errors) => {
  const lengths = new Rng(world.seed, 'tenancy');
  return {
    dataset: 'housing/tenancies',
    file: 'housing/tenancies.csv',
    encoding: 'UTF-8',
    header: [
      'contract_no',
      'property_no',
      'address',
      'area_m2',
      'monthly_rent',
      'landlord_name',
      'landlord_id',
      'landlord_phone',
      'tenant_name',
      'tenant_id',
      'tenant_phone',
      'signed_on',
      'start_date',
      'end_date',
    ],
    count: world.population.blocks,
    write(block, out) {
      for (const household of world.population.householdsOf(block)) {
        const members = world.population.members(household);
        let contract = 0;
        lengths.at(household.id);
        for (const stay of world.population.stays(household.id, household.headYear)) {
          if (!stay.rented) continue;
          let from = Math.max(stay.from, FIRST_CONTRACT);
          while (from < (stay.to ?? TODAY) && contract < CONTRACTS_OF_HOUSEHOLD) {
            const to = Math.min(from + lengths.between(500, 1100), stay.to ?? Number.MAX_SAFE_INTEGER);
            const grown = members.filter((member) => member.isAdultOn(from));
            const tenant = get(
              grown.length === 0 ? members : grown,
              lengths.below(Math.max(1, grown.length)),
            );
            const number = household.id * CONTRACTS_OF_HOUSEHOLD + contract;
            if (to >= world.since)
              writeTenancy(
                world,
                errors,
                { number, tenant, members, premises: stay.premises, from, to },
                out,
              );
            contract++;
            from = to;
          }
        }
      }
    },
  };
};

interface Tenancy {
  readonly number: number;
  readonly tenant: Person;
  readonly members: readonly Person[];
  readonly premises: number;
  readonly from: number;
  readonly to: number;
}

function writeTenancy(world: CityWorld, errors: ErrorDraw, tenancy: Tenancy, out: Statement): void {
  const { tenant, premises, from, to } = tenancy;
  errors.at(tenancy.number);
  const record = `ZL${world.recordNumber(tenancy.number)}`;
  const property = `FC${world.recordNumber(premises)}`;
  const landlord = world.population.adultOn(FIRST_CONTRACT, LANDLORD_KEYS + premises);
  const relative = () => tenancy.members.find((member) => member.index !== tenant.index);
  const address = errors.of(
    ['tenant', 'site', 'dwelling'],
    writeAddress(world.geography.premises(premises), from, 'district', errors, true),
  );
  const signed = from - errors.rng.below(20);
  out.record();
  out.row([
    record,
    property,
    address,
    String(35 + (premises % 9) * 12),
    String(900 + errors.rng.below(60) * 50),
    errors.of('landlord', writeName(landlord, errors)),
    errors.of('landlord', writeId(landlord, errors)),
    writePhone(landlord, from, errors),
    errors.of('tenant', writeName(tenant, errors)),
    errors.of('tenant', writeId(tenant, errors, relative)),
    writePhone(tenant, from, errors),
    formatDay(signed, 'slashed'),
    formatDay(from, 'slashed'),
    formatDay(to, 'slashed'),
  ]);
  out.mistakes(record, errors);
  out.truth(record, 'dwelling', '', 'Thing', `H${premises}`);
  out.truth(record, 'site', '', 'Place', `L${premises}`);
  out.truth(record, 'landlord', '', 'Person', `P${landlord.index}`);
  out.truth(record, 'tenant', '', 'Person', `P${tenant.index}`);
}
