/** `npm run prove:resolve [-- SET…]`: resolves the labelled sets of `evaluation/` and fails where a figure is missed. */
import { evaluate } from '../src/evaluate/evaluate.ts';
import { openSet } from '../src/evaluate/read-labelled-set.ts';

interface Bar {
  readonly f1: number;
  readonly bcubed: number;
  readonly precision?: number;
  readonly calibration?: number;
}

const BARS: Readonly<Record<string, Bar>> = {
  febrl2: { f1: 0.999, bcubed: 0.999 },
  febrl3: { f1: 0.9995, bcubed: 0.9995 },
  febrl4: { f1: 0.9995, bcubed: 0.9995 },
  historical: { f1: 0.955, bcubed: 0.96, precision: 0.985, calibration: 0.03 },
  'fake-1000': { f1: 0.97, bcubed: 0.975 },
  'chicago-sites': { f1: 0.88, bcubed: 0.945 },
};

const asked = process.argv.slice(2);
let missed = 0;
for (const name of asked.length > 0 ? asked : Object.keys(BARS)) {
  const bar = BARS[name];
  if (bar === undefined) throw new Error(`There is no bar for ${name}`);
  const { clusters, calibrationError, seconds, peakRssMb } = await evaluate(name, () =>
    openSet(`evaluation/${name}.yaml`, name),
  );
  const holds =
    clusters.f1 >= bar.f1 &&
    clusters.bcubed.f1 >= bar.bcubed &&
    clusters.precision >= (bar.precision ?? 0) &&
    calibrationError <= (bar.calibration ?? 1);
  if (!holds) missed += 1;
  console.log(
    `${holds ? 'holds ' : 'MISSED'} ${name.padEnd(14)} pair F1 ${clusters.f1.toFixed(4)} (≥ ${bar.f1})  B³ ${clusters.bcubed.f1.toFixed(4)} (≥ ${bar.bcubed})  precision ${clusters.precision.toFixed(4)}  calibration error ${calibrationError.toFixed(4)}  ${seconds.total.toFixed(1)} s  ${peakRssMb} MB`,
  );
}
process.exitCode = missed === 0 ? 0 : 1;
