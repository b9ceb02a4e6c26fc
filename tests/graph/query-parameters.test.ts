import { expect, it } from 'vitest';
import { buildSight, type Effect, withinScope } from '../../src/access/sight.ts';
import { findEntities } from '../../src/generated/statements.ts';
import { toQuery } from '../../src/graph/statement.ts';
import { UNKNOWN_CLASSES } from '../../src/intake/dataset-classes.ts';

const SLOTS = { type: 'type-now', entity: 'entity-now', evidence: 'evidence-none', names: 'names-none' };

const sightOf = (effect: Effect) =>
  buildSight(
    [
      {
        id: 'registry/residents',
        department: { id: 'registry' },
        sharing: 'conditional',
        classes: UNKNOWN_CLASSES,
        holdsBack: false,
      },
    ],
    () => effect,
  );

it.each([
  ['nothing', sightOf('deny')],
  ['what lies within a scope of nothing', sightOf('in-scope')],
  ['what lies within a scope', withinScope(sightOf('in-scope'), ['r_1'])],
  ['everything', sightOf('allow')],
])('the lists of who may see %s are lists of strings, so that their text has one plan', (_, sight) => {
  const { given } = toQuery(findEntities, { ids: ['e_1'], sight }, SLOTS);
  const lists = Object.values(given).filter((value) => Array.isArray(value));
  expect(lists.length).toBeGreaterThan(1);
  for (const list of lists) expect([typeof list[0], list.includes('e_2')]).toEqual(['string', false]);
});
