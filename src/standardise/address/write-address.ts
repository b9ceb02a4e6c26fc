import type { AddressParts } from './read-address.ts';

/**
 * The canonical text of an address from its parts. Village and neighbourhood are left out where a road, a settlement or
 * land says where it is, since most sources leave them out; so is the position beside it. Without any
 * division the village stays: it is the only hint of where the road is.
 */
export function writeAddress(parts: AddressParts): string {
  const divided = parts.province + parts.city + parts.district + parts.town !== '';
  const placed = divided && parts.road + parts.land + parts.lane !== '';
  return [
    parts.province,
    parts.city,
    parts.district,
    parts.town,
    placed ? '' : parts.village,
    parts.land,
    parts.parcel === '' ? '' : `${parts.parcel}地号`,
    parts.road,
    suffixed(parts.kilometre, '公里'),
    suffixed(parts.section, '段'),
    suffixed(parts.lane, '巷'),
    suffixed(parts.alley, '弄'),
    suffixed(parts.number, '号'),
    suffixed(parts.building, '栋'),
    suffixed(parts.unit, '单元'),
    suffixed(parts.floor, '楼'),
    writeRoom(parts),
    parts.rest,
  ].join('');
}

function writeRoom({ floor, room }: AddressParts): string {
  if (room === '') return '';
  return floor === '' ? `${room}室` : `-${room}`;
}

function suffixed(value: string, unit: string): string {
  return value === '' ? '' : value + unit;
}
