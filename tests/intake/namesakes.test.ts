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

it('persons in two roles are named alike by the sound of it, organisations by their names alone', () => {
  const mentions = [
    named('representative', 'Person', '任芳'),
    named('shareholder', 'Person', '任方'),
    named('shareholder', 'Person', '任方圆'),
    named('company', 'Organization', '芳华'),
    named('branch', 'Organization', '方华'),
  ];
  expect([...findNamesakes(mentions)]).toEqual(mentions.slice(0, 2));
});

it('two of one sound that one role lists are two, whoever else is named so', () => {
  const mentions = [
    named('shareholder', 'Person', '王丽'),
    named('representative', 'Person', '王丽'),
    named('shareholder', 'Person', '王莉'),
    named('shareholder', 'Person', '张伟'),
    named('shareholder', 'Person', '章卫'),
  ];
  expect([...findNamesakes(mentions)]).toEqual(mentions.slice(0, 2));
});

it.each([
  ['a title', '王先生', '汪先生'],
  ['a title, twice', '王先生', '王先生'],
  ['a mark', '·', '·'],
])('%s names nobody', (_, one, other) => {
  const mentions = [named('party', 'Person', one), named('witness', 'Person', other)];
  expect(findNamesakes(mentions).size).toBe(0);
});

it.each(['masked', 'placeholder'] as const)('a name that is %s names nobody', (flag) => {
  const mentions = ['party', 'witness'].map((role) => {
    const { attributes, ...mention } = named(role, 'Person', '王某');
    const flagged = attributes.map((one) => ({ ...one, standard: { ...one.standard, flags: [flag] } }));
    return { ...mention, attributes: flagged };
  });
  expect(findNamesakes(mentions).size).toBe(0);
});
