import type { BuildDepartment } from '../department.ts';
import type { ErrorDraw } from '../errors/error-draw.ts';
import { writeRoadSite } from '../errors/write-address.ts';
import { writeId } from '../errors/write-identifier.ts';
import { writeName } from '../errors/write-name.ts';
import { writePhone } from '../errors/write-phone.ts';
import { writePoint } from '../errors/write-point.ts';
import type { CityWorld } from '../world/city-world.ts';
import { formatClock, formatDay, yearOf } from '../world/days.ts';
import { type Dispatch, STATIONS } from '../world/dispatch.ts';
import { DISTRICTS } from '../world/districts.ts';
import { districtName, streetName } from '../world/geography.ts';
import { get } from '../world/weighted.ts';

const DAY = 86_400;
const STATUSES = ['已受理', '已出动', '已到达', '已返回'] as const;

export function dispatchNumber(world: CityWorld, dispatch: number, day: number): string {
  return `JJ${formatDay(day, 'compact')}${world.recordNumber(dispatch)}`;
}

/** The log of calls: NDJSON with a history of states; where it happened is at times a street or a district only. */
export const buildEmergencyDispatch: BuildDepartment = (world, errors) => ({
  dataset: 'emergency-dispatch/dispatches',
  file: 'emergency-dispatch/dispatches.ndjson',
  encoding: 'UTF-8',
  header: null,
  count: world.dispatches.count,
  write(index, out) {
    const dispatch = world.dispatches.find(index);
    if (dispatch === undefined || dispatch.day < world.since) return;
    errors.at(index);
    const record = dispatchNumber(world, index, dispatch.day);
    const place = writePlace(dispatch, errors);
    // Who has only a street to tell has no coordinates either.
    const point =
      place.entity === dispatch.site.entity
        ? writePoint(dispatch.site.point, 'WGS-84', errors)
        : { longitude: '', latitude: '' };
    const caller = errors.of('caller', writeName(dispatch.caller, errors));
    const callerPhone = writePhone(dispatch.caller, dispatch.day, errors);
    const patients = dispatch.patients.map((person, i) => ({
      tag: `T${i + 1}`,
      name: errors.of('patient', writeName(person, errors), `T${i + 1}`) || '无名氏',
      sex: person.sex === 'male' ? '男' : '女',
      age: yearOf(dispatch.day) - person.birthYear,
      id: errors.of('patient', writeId(person, errors), `T${i + 1}`),
    }));
    const units = dispatch.stations.map((station) => `${get(STATIONS, station)}急救站`);
    out.record();
    out.object({
      dispatchNo: record,
      caseType: dispatch.callType,
      receivedAt: stamp(dispatch, 0),
      closedAt: stamp(dispatch, dispatch.minutes.back),
      location: place.text,
      longitude: point.longitude,
      latitude: point.latitude,
      caller,
      callerPhone,
      patients,
      units: units.join(','),
      history: buildHistory(dispatch),
    });
    out.mistakes(record, errors);
    out.truth(record, 'dispatch', '', 'Event', `D${index}`);
    out.truth(record, 'site', '', 'Place', place.entity);
    if (caller !== '' || callerPhone !== '')
      out.truth(record, 'caller', '', 'Person', `P${dispatch.caller.index}`);
    dispatch.patients.forEach((person, i) => {
      out.truth(record, 'patient', `T${i + 1}`, 'Person', `P${person.index}`);
    });
    dispatch.stations.forEach((station, i) => {
      out.truth(record, 'unit', get(units, i), 'Organization', `U${station}`);
    });
  },
});

/** What the caller could say: the place itself, the street, or the district only. */
function writePlace(
  dispatch: Dispatch,
  errors: ErrorDraw,
): { readonly text: string; readonly entity: string } {
  const { site, day } = dispatch;
  const precision = errors.rng.unit();
  if (precision < 0.45)
    return { text: errors.of('site', writeRoadSite(site, day, 'city', errors)), entity: site.entity };
  const district = districtName(site.street, day);
  if (precision < 0.85)
    return { text: `澜州市${district}${streetName(site.street, day)}`, entity: `S${site.street.index}` };
  return { text: `澜州市${district}`, entity: `R${DISTRICTS.findIndex((one) => one.name === district)}` };
}

/** Local time, minutes after the call: `2024/03/05 09:07:00`. */
function stamp(dispatch: Dispatch, minutes: number): string {
  const total = dispatch.second + minutes * 60;
  const day = formatDay(dispatch.day + Math.floor(total / DAY), 'padded');
  return `${day} ${formatClock(total % DAY, ':')}`;
}

/** Each state with when it came and when the centre noticed. */
function buildHistory(dispatch: Dispatch): readonly unknown[] {
  const { sent, arrived, back } = dispatch.minutes;
  return [0, sent, arrived, back].map((minutes, i) => ({
    status: get(STATUSES, i),
    datetime: stamp(dispatch, minutes),
    updated: stamp(dispatch, minutes + 1 + ((dispatch.index + i) % 3)),
  }));
}
