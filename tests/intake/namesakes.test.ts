import { expect, it } from 'vitest';
import type { MappedMention } from '../../src/intake/mapped.ts';
import { findNamesakes } from '../../src/intake/namesakes.ts';

function named(role: string, kind: MappedMention['kind'], value: string): MappedMention {
  const standard = { value, original: value, flags: [], search: [] };
  const name = kind === 'Person' ? 'person-name' : 'organization-name';
  return {
    ...{ role, itemKey: '', kind, type: '' },
    attributes: [{ name: 'name', kind: name, columns: ['name'], standard }],
  };
}

it('mentions of one record and kind that bear one name are each other’s namesakes', () => {
  const mentions = [
    named('representative', 'Person', '识昌明'),
    named('shareholder', 'Person', '识昌明'),
    named('shareholder', 'Person', '甘丽'),
    named('company', 'Organization', '识昌明'),
  ];
  expect([...findNamesakes(mentions)]).toEqual(mentions.slice(0, 2));
});

it('persons are named alike by the sound of it, organisations by their names alone', () => {
  const mentions = [
    named('representative', 'Person', '任芳'),
    named('shareholder', 'Person', '任方'),
    named('shareholder', 'Person', 'ren fang'),
    named('shareholder', 'Person', '任方圆'),
    named('company', 'Organization', '芳华'),
    named('branch', 'Organization', '方华'),
  ];
  expect([...findNamesakes(mentions)]).toEqual(mentions.slice(0, 3));
});
