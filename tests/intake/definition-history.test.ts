import { describe, expect, it } from 'vitest';
import { mentionedTypes, protectedClasses, sealed } from '../../src/intake/definition-history.ts';
import { inventDataset } from './invented-dataset.ts';

const dataset = inventDataset();
const { contractText, mappingText } = dataset.definition();

/** The definition with some texts of its files put in place of others. */
function changed(changes: { readonly contract?: readonly Swap[]; readonly mapping?: readonly Swap[] }) {
  const swap = (text: string, swaps: readonly Swap[] = []): string =>
    swaps.reduce((changing, [from, to]) => {
      expect(changing).toContain(from);
      return changing.replaceAll(from, to);
    }, text);
  return dataset.definition({
    texts: {
      contractText: swap(contractText, changes.contract),
      mappingText: swap(mappingText, changes.mapping),
    },
  });
}
type Swap = readonly [from: string, to: string];

const PHONE = 'phone, physicalName: phone, logicalType: string, classification: ';
const raise = (to: string): Swap => [`${PHONE}personal`, `${PHONE}${to}`];
const classesOf = (...history: readonly ReturnType<typeof changed>[]) => {
  const present = history.at(-1) ?? changed({});
  return protectedClasses({ former: history.slice(0, -1), present });
};

describe('the classes of a dataset that was read by other definitions before', () => {
  const open = changed({ contract: [raise('public')] });
  const secret = changed({ contract: [raise('sensitive')] });

  it('are those of the newest contract where a column is still there', () => {
    const phone = (...history: readonly ReturnType<typeof changed>[]) =>
      classesOf(...history)
        .roles.get('resident')
        ?.attributes.get('phone');
    expect(phone(secret, open)).toBe('public');
    expect(phone(open, secret)).toBe('sensitive');
  });

  it('are as high as that of the column which an attribute was read from before', () => {
    const fromId = changed({
      contract: [raise('public')],
      mapping: [['phone: { kind: phone, column: phone }', 'phone: { kind: phone, column: rid }']],
    });
    expect(classesOf(open).roles.get('resident')?.attributes.get('phone')).toBe('public');
    const both = classesOf(fromId, open);
    expect(both.roles.get('resident')?.attributes.get('phone')).toBe('personal');
    expect(both.roles.get('contact')?.attributes.get('number')).toBe('public');
    expect(both.roles.get('resident')?.name).toBe('personal');
    expect(both.columns.get('phone')).toBe('public');
  });

  it('hold for a column that the present contract has no more', () => {
    const gone = changed({
      contract: [
        [
          'name: rid, physicalName: rid, logicalType: string, classification: personal',
          'name: rid2, physicalName: rid, logicalType: string, classification: public',
        ],
      ],
      mapping: [['column: rid', 'column: rid2']],
    });
    expect(classesOf(gone).schemes.get('cn.resident-id')).toBe('public');
    expect(classesOf(secret, gone).schemes.get('cn.resident-id')).toBe('personal');
  });

  it('are as high as those of another column that was called so in the file', () => {
    const secretly = changed({
      contract: [
        [
          'name: phone, physicalName: phone, logicalType: string, classification: personal',
          'name: hotline, physicalName: phone, logicalType: string, classification: sensitive',
        ],
      ],
      mapping: [['column: phone', 'column: hotline']],
    });
    expect(classesOf(open).columns.get('phone')).toBe('public');
    expect(classesOf(secretly, open).columns.get('phone')).toBe('sensitive');
    expect(classesOf(secret, open).columns.get('phone')).toBe('public');
  });

  it('are as high as can be where it is not known what else it was read from', () => {
    const known = classesOf(open);
    const { record, roles, columns, schemes, relations } = sealed(known);
    expect([...roles.keys()]).toEqual([...known.roles.keys()]);
    expect([...columns.keys()]).toEqual([...known.columns.keys()]);
    const all = [
      ...[record, ...columns.values(), ...schemes.values(), ...relations.values()],
      ...[...roles.values()].flatMap(({ mention, name, location, attributes }) => [
        ...[mention, name, location, ...attributes.values()],
      ]),
    ];
    expect(new Set(all)).toEqual(new Set(['sensitive']));
  });

  it('name what a former definition alone named, which still stands in what was stated under it', () => {
    const other = changed({ mapping: [['contact', 'called']] });
    const roles = classesOf(other, open).roles;
    expect([...roles.keys()]).toEqual(['resident', 'contact', 'called']);
    expect(roles.get('called')?.attributes.get('number')).toBe('public');
    const guarded = classesOf(other, changed({ mapping: [['contact', 'met']] })).roles.get('called');
    expect(guarded?.attributes.get('number')).toBe('personal');
  });
});

it('a dataset may mention whatever some definition of it does', () => {
  const booth = dataset.definition({ line: ['Place', 'booth'] });
  const both = dataset.definition({ line: ['Event', 'booth'] });
  expect(mentionedTypes([dataset.definition(), booth, both])).toEqual(
    new Map([
      ['', new Set(['Person'])],
      ['phone-line', new Set(['Thing'])],
      ['booth', new Set(['Place', 'Event'])],
    ]),
  );
});
