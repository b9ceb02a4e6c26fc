import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { type AccessDecision, type Catalogue, decide } from '../../src/access/decide.ts';
import type { MatterModel } from '../../src/access/matter-model.ts';
import { loadPolicies, type PolicyBook } from '../../src/access/policy/policy-book.ts';
import { readClasses } from '../../src/intake/dataset-classes.ts';
import { loadDefinition } from '../../src/intake/definition.ts';

const ANALYST: Caller = { user: 'ann', role: 'analyst', department: null };
const BUREAU: Caller = { user: 'ben', role: 'bureau', department: null };
const CITY = 'examples/city';

const MATTER: MatterModel = {
  id: 'x_1',
  title: 'A fraud',
  legalBasis: 'Criminal Procedure Law, article 54',
  state: 'OPEN',
  version: 1,
  openedBy: 'ben',
  openedAt: '2026-01-01T00:00:00Z',
  approvals: [],
  endsAt: '2099-01-01T00:00:00Z',
  reasonEn: null,
  reasonZh: null,
  concealedUntil: null,
  scope: {
    datasets: ['population/residents', 'vehicles/registrations'],
    classes: ['internal', 'personal'],
    people: ['ann'],
    subjects: [],
    period: { from: null, to: null },
    place: null,
  },
};

let city: Catalogue;
let book: PolicyBook;

beforeAll(async () => {
  const files = readdirSync(CITY, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.odcs.yaml'),
  );
  const definitions = await Promise.all(files.map((file) => loadDefinition(join(CITY, file))));
  const datasets = definitions.map((definition) => ({
    id: definition.id,
    department: definition.department,
    sharing: definition.contract.sharing,
    classes: readClasses(definition),
    holdsBack: false,
  }));
  city = { version: '1', datasets: new Map(datasets.map((dataset) => [dataset.id, dataset])) };
  book = await loadPolicies([`${CITY}/policies`]);
});

describe('the classes of a dataset', () => {
  it('protect what tells that something exists as its key, period, place and conditions are protected', () => {
    const residents = city.datasets.get('population/residents')?.classes;
    expect(residents?.record).toBe('internal');
    expect(residents?.roles.get('resident')).toMatchObject({ mention: 'personal', name: 'personal' });
    expect(residents?.columns.get('民族')).toBe('sensitive');
    expect(city.datasets.get('market-regulation/companies')?.classes.record).toBe('public');
  });
});

describe('a decision', () => {
  const effects = (decision: AccessDecision, dataset: string): readonly string[] =>
    (['public', 'internal', 'personal', 'sensitive'] as const).map(
      (dataClass) => decision.verdict(dataset, dataClass).effect,
    );

  it.each([
    ['an analyst without a matter', ANALYST, null, 'vehicles/registrations', 'allow deny deny deny'],
    ['an analyst with one', ANALYST, MATTER, 'vehicles/registrations', 'allow allow allow deny'],
    [
      'an analyst whose matter a department has not approved',
      ANALYST,
      MATTER,
      'population/residents',
      'allow allow deny deny',
    ],
    [
      'somebody whom the matter does not name',
      BUREAU,
      MATTER,
      'vehicles/registrations',
      'allow allow deny deny',
    ],
    ['anybody, of a closed dataset', ANALYST, MATTER, 'social-security/insured', 'deny deny deny deny'],
  ] as const)('of %s', (_, caller, matter, dataset, expected) => {
    expect(effects(decide(book, caller, matter, city), dataset)).toEqual(expected.split(' '));
  });

  it('shows what lies within the scope where the matter is narrow', () => {
    const narrow = { ...MATTER, version: 2, scope: { ...MATTER.scope, subjects: ['e_1'] } };
    const decision = decide(book, ANALYST, narrow, city);
    expect(effects(decision, 'vehicles/registrations')).toEqual(['allow', 'in-scope', 'in-scope', 'deny']);
    expect(decision.sees('vehicles/registrations', 'personal', false)).toBe(false);
    expect(decision.sees('vehicles/registrations', 'personal', true)).toBe(true);
    expect(decision.sight.seeRecordsInScope).toContain('vehicles/registrations');
    expect(decision.sight.seeWhole.filter((id) => city.datasets.has(id))).toEqual([]);
  });

  it('is made once for the same facts, and again when one changes', () => {
    expect(decide(book, ANALYST, MATTER, city)).toBe(decide(book, ANALYST, MATTER, city));
    const approved = { ...MATTER, version: 3, approvals: [{ by: 'p', department: 'population', at: '' }] };
    expect(effects(decide(book, ANALYST, approved, city), 'population/residents')).toEqual(
      'allow allow allow deny'.split(' '),
    );
  });
});
