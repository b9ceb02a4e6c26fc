import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate, type PolicyFacts } from '../../../src/access/policy/evaluate.ts';
import { loadPolicies } from '../../../src/access/policy/policy-book.ts';
import { runPolicyTests } from '../../../src/access/policy/policy-tests.ts';

const CITY = ['examples/city/policies'];
const FACTS: PolicyFacts = {
  principal: { id: 'u', role: 'analyst', department: '', inScopes: true },
  resource: { dataset: 'a/b', department: 'a', sharing: 'conditional', class: 'personal' },
  matter: {
    open: true,
    legalBasis: 'x',
    people: ['u'],
    datasets: ['a/b'],
    classes: ['personal'],
    approvals: [],
  },
};

describe('the tables of the policies', async () => {
  it.each([[[]], [CITY]])('of the product and %s hold', async (folders) => {
    const tests = await runPolicyTests(await loadPolicies(folders), folders);
    expect(tests.filter(({ expected, verdict }) => verdict.effect !== expected)).toEqual([]);
    expect(tests.length).toBeGreaterThan(100);
  });
});

describe('a folder of policies', () => {
  it('needs no table where it holds none, but a policy of confirmation', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jingwei-policies-'));
    writeFileSync(join(folder, 'confirmation.yaml'), 'uses: []');
    const [book, product] = [await loadPolicies([folder]), await loadPolicies([])];
    const own = await runPolicyTests(book, [folder]);
    expect(own).toHaveLength((await runPolicyTests(product, [])).length);
    writeFileSync(join(folder, 'own.cedar'), '@id("x") @reason("x") permit (principal, action, resource);');
    await expect(runPolicyTests(product, [folder])).rejects.toMatchObject({
      code: 'POLICY_INVALID',
    });
  });
});

describe('a verdict', () => {
  it('names the policies that it rests on', async () => {
    const book = await loadPolicies([]);
    expect(evaluate(book, FACTS)).toEqual({ effect: 'in-scope', policies: ['matter'] });
    expect(book.reasons.get('matter')).toMatch(/open matter/);
    expect(evaluate(book, { ...FACTS, matter: null })).toEqual({ effect: 'deny', policies: [] });
    const forbidden = evaluate(await loadPolicies(CITY), {
      ...FACTS,
      resource: { ...FACTS.resource, department: 'population' },
    });
    expect(forbidden).toEqual({ effect: 'deny', policies: ['population-approves'] });
  });

  it.each([
    [
      'a policy that leaves more open than the scope',
      '@id("x") @reason("x") permit (principal, action, resource) when { context.row.inPlace || resource.class == "none" };',
      'in-scope',
    ],
    [
      'a scope turned round',
      '@id("x") @reason("x") permit (principal, action, resource) unless { context.row.inPlace };',
      'deny',
    ],
    [
      'a scope that is forbidden',
      '@id("x") @reason("x") permit (principal, action, resource); @id("y") @reason("y") forbid (principal, action, resource) when { context.row.inPlace };',
      'deny',
    ],
  ])('is never wider than what the query can check: %s', async (_, text, effect) => {
    const folder = mkdtempSync(join(tmpdir(), 'jingwei-policies-'));
    writeFileSync(join(folder, 'own.cedar'), text);
    const facts: PolicyFacts = { ...FACTS, matter: null };
    expect(evaluate(await loadPolicies([folder]), facts).effect).toBe(effect);
  });
});

describe('a policy file that cannot be used is refused', () => {
  it.each([
    ['no name', 'permit (principal, action, resource);', /@id or @reason/],
    ['no Cedar', 'permit everything;', /unexpected token/],
    [
      'an unknown fact',
      '@id("x") @reason("x") permit (principal, action, resource) when { resource.colour == "red" };',
      /colour/,
    ],
    [
      'a name twice',
      '@id("public") @reason("x") permit (principal, action, resource);',
      /two policies public/,
    ],
  ])('%s', async (_, text, reason) => {
    const folder = mkdtempSync(join(tmpdir(), 'jingwei-policies-'));
    writeFileSync(join(folder, 'own.cedar'), text);
    await expect(loadPolicies([folder])).rejects.toMatchObject({
      code: 'POLICY_INVALID',
      message: expect.stringMatching(reason),
    });
  });
});
