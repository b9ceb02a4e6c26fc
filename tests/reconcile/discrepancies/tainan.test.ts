import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { agree } from '../../../src/reconcile/discrepancies/agree.ts';
import { standardise } from '../../../src/standardise/standardise.ts';
import { hasTainan, listTainanFiles } from '../../intake/tainan.ts';

type Row = Readonly<Record<string, string>>;

function readFile(dataset: string): readonly Row[] {
  const [file = ''] = listTainanFiles()[dataset] ?? [];
  return parse(readFileSync(file), { columns: true, bom: true });
}

function nameOf(original: string) {
  const options = { timeZone: 'Asia/Taipei', calendar: 'roc', region: 'TW' } as const;
  const value = standardise('organization-name', original, options)?.value ?? '';
  return { kind: 'organization-name', original, value } as const;
}

it.skipIf(!hasTainan())(
  'facilities of Tainan and the names on their penalties: 702 of 3,092 are written otherwise, five mean another one',
  () => {
    const names = new Map(
      readFile('environment/facilities').map((row) => [row.管制編號 ?? '', row.name ?? ''] as const),
    );
    const counts = { rows: 0, written: 0, standardised: 0, otherFacility: 0, substance: 0 };
    for (const { 管制編號: number = '', FACILITYNAME: stated = '', REGISTRATIONNO: facility } of readFile(
      'environment/penalties',
    )) {
      const name = names.get(number) ?? '';
      counts.rows += 1;
      if (name === stated) continue;
      counts.written += 1;
      if (nameOf(name).value === nameOf(stated).value) continue;
      counts.standardised += 1;
      if (agree(nameOf(name), nameOf(stated))) continue;
      // The number is the transgressor's: the name beside it is that of the facility.
      if (facility === number) counts.substance += 1;
      else counts.otherFacility += 1;
    }
    expect(counts).toEqual({ rows: 3_092, written: 702, standardised: 97, otherFacility: 67, substance: 5 });
  },
);
