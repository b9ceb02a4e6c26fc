import type { BuildDepartment } from '../department.ts';
import { writePlate } from '../errors/write-identifier.ts';
import { formatClock, formatDay } from '../world/days.ts';

/** The log of the gates: one row for each vehicle that passes, as the camera read its plate. */
export const buildGates: BuildDepartment = (world, errors) => ({
  dataset: 'traffic-police/passages',
  file: 'traffic-police/passages.csv',
  encoding: 'UTF-8',
  header: ['passage_no', 'plate_no', 'gate_no', 'longitude', 'latitude', 'passed_at'],
  count: world.passages.count,
  write(index, out) {
    errors.at(index);
    for (const [number, { vehicle, gate, day, second }] of world.passages.passages(index).entries()) {
      const record = `GP${String(index).padStart(8, '0')}${String(number).padStart(4, '0')}`;
      out.record();
      out.row([
        record,
        errors.of('vehicle', writePlate(vehicle.plate, errors)),
        gate.number,
        gate.point.longitude.toFixed(6),
        gate.point.latitude.toFixed(6),
        `${formatDay(day, 'iso')} ${formatClock(second, ':')}`,
      ]);
      out.mistakes(record, errors);
      out.truth(record, 'vehicle', '', 'Thing', `V${vehicle.index}`);
    }
  },
});
