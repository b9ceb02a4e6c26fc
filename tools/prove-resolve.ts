/** `npm run prove:resolve [-- SET…]`: resolves the labelled sets of `evaluation/` and fails where a figure is missed. */
import { type Evaluation, evaluate } from '../src/evaluate/evaluate.ts';
import { openSet } from '../src/evaluate/read-labelled-set.ts';
import type { EntityKind } from '../src/intake/mapped.ts';

interface Bar {
  readonly f1?: number;
  readonly bcubed?: number;
  readonly precision?: number;
  readonly calibration?: number;
  /** Of a set in which one dataset finds its entities in another: least recall and precision of what it finds. */
  readonly finds?: { readonly recall: number; readonly precision: number };
  readonly kinds?: readonly EntityKind[];
}

const BARS: Readonly<Record<string, Bar>> = {
  febrl2: { f1: 0.999, bcubed: 0.999 },
  febrl3: { f1: 0.9995, bcubed: 0.9995 },
  febrl4: { f1: 0.9995, bcubed: 0.9995 },
  historical: { f1: 0.955, bcubed: 0.96, precision: 0.985, calibration: 0.03 },
  'fake-1000': { f1: 0.97, bcubed: 0.975 },
  'chicago-sites': { f1: 0.88, bcubed: 0.945 },
  tainan: { finds: { recall: 0.85, precision: 0.98 }, kinds: ['Organization'] },
};

const asked = process.argv.slice(2);
let missed = 0;
for (const name of asked.length > 0 ? asked : Object.keys(BARS)) {
  const bar = BARS[name];
  if (bar === undefined) throw new Error(`There is no bar for ${name}`);
  const evaluation = await evaluate(name, () => openSet(`evaluation/${name}.yaml`, name), {
    kinds: bar.kinds,
  });
  const figures = listFigures(evaluation, bar);
  const holds = figures.every(({ value, least, most }) => value >= (least ?? 0) && value <= (most ?? 1));
  if (!holds) missed += 1;
  const { seconds, peakRssMb } = evaluation;
  console.log(
    `${holds ? 'holds ' : 'MISSED'} ${name.padEnd(14)}${figures.map(describe).join('')}  ${seconds.total.toFixed(1)} s  ${peakRssMb} MB`,
  );
}
process.exitCode = missed === 0 ? 0 : 1;

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly least?: number | undefined;
  readonly most?: number | undefined;
}

function listFigures({ clusters, calibrationError, finds }: Evaluation, bar: Bar): readonly Figure[] {
  if (bar.finds !== undefined)
    return [
      { name: 'found', value: finds?.recall ?? 0, least: bar.finds.recall },
      { name: 'precision', value: finds?.precision ?? 0, least: bar.finds.precision },
    ];
  return [
    { name: 'pair F1', value: clusters.f1, least: bar.f1 },
    { name: 'B³', value: clusters.bcubed.f1, least: bar.bcubed },
    { name: 'precision', value: clusters.precision, least: bar.precision },
    { name: 'calibration error', value: calibrationError, most: bar.calibration },
  ];
}

function describe({ name, value, least, most }: Figure): string {
  const bound = least === undefined ? (most === undefined ? '' : ` (≤ ${most})`) : ` (≥ ${least})`;
  return `  ${name} ${value.toFixed(4)}${bound}`;
}
