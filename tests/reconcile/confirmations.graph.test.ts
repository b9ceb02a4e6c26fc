import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import type { EntityKind } from '../../src/intake/mapped.ts';
import { getUse, parsePolicy } from '../../src/reconcile/confirmations/confirmation-policy.ts';
import { type Answer, buildSmallTown, type SmallTown } from '../api/small-town.ts';

// People of a register, who are owners of vehicles in another; by their identifier.
let town: SmallTown;
const residents = new Map<string, readonly [name: string, phone: string, rid: string]>();
const vehicles = new Map<string, readonly [owner: string, rid: string]>();

beforeAll(async () => {
  town = await buildSmallTown();
});

async function state(more: Readonly<Record<string, readonly [string, string, string]>>): Promise<void> {
  for (const [no, row] of Object.entries(more)) residents.set(no, row);
  await town.deliver(
    town.residents,
    [...residents].map(([no, [name, phone, rid]]) => [
      no,
      `${town.tag} ${name}`,
      phone,
      `${town.tag}${rid}`,
      ...['', '', '', '', ''],
    ]),
  );
}

async function own(more: Readonly<Record<string, readonly [string, string] | null>>): Promise<void> {
  for (const [no, row] of Object.entries(more))
    if (row === null) vehicles.delete(no);
    else vehicles.set(no, row);
  await town.deliver(
    town.vehicles,
    [...vehicles].map(([no, [owner, rid]]) => [
      no,
      `${town.tag}${no}`,
      `${town.tag} ${owner}`,
      `${town.tag}${rid}`,
      '',
      '',
    ]),
  );
}

async function entityOf(no: string): Promise<string> {
  const { records } = await town.ask(
    `query ($d: [ID!]) { records(where: { datasets: $d }, first: 200) { nodes { key mentions { role entity { id } } } } }`,
    { d: [town.residents.id] },
  );
  const record = records.nodes.find(({ key }: Answer) => key === no);
  return record.mentions.find(({ role }: Answer) => role === 'resident').entity.id;
}

const CONFIRMATION = 'value preferred confirmation { state by since }';

async function claimsOf(no: string, args: string): Promise<readonly Answer[]> {
  const { entity } = await town.ask(
    `query ($id: ID!) { entity(id: $id) { claims(${args}) { attribute ${CONFIRMATION} } } }`,
    { id: await entityOf(no) },
  );
  return entity.claims;
}

const change = (field: string): string =>
  `mutation ($e: ID!, $a: String!, $v: String!) { done: ${field}(entity: $e, attribute: $a, value: $v, reason: "Seen the paper") { ${CONFIRMATION} } }`;

async function confirm(no: string, attribute: string, value: string, caller?: Caller): Promise<Answer> {
  const variables = { e: await entityOf(no), a: attribute, v: value };
  return (await town.ask(change('confirmClaim'), variables, caller, town.matter)).done;
}

const [ONE, OTHER] = ['13912345672', '13912345673'];

describe('a confirmation', () => {
  it('comes of two independent departments, and lapses when one of them no longer says so', async () => {
    await state({ a1: ['Ming', ONE, 'A1'] });
    await own({ a: ['Ming', 'A1'] });
    const before = await claimsOf('a1', 'attributes: ["rid", "phone"]');
    expect(before).toMatchObject([
      { attribute: 'phone', confirmation: { state: 'UNCONFIRMED', by: [], since: null } },
      { attribute: 'rid', confirmation: { state: 'CONFIRMED', by: ['DEPARTMENTS'] } },
    ]);
    expect(await claimsOf('a1', 'confirmation: [UNCONFIRMED]')).toMatchObject([{ attribute: 'phone' }]);
    await own({ a: null });
    expect(await claimsOf('a1', 'confirmation: [CONFIRMED]')).toEqual([]);
  });

  it('by a reviewer goes before the newest, lapses when its mention says something else, and can be taken back', async () => {
    await state({ b1: ['Hong', ONE, 'B'] });
    await state({ b2: ['Hong', OTHER, 'B'], b3: ['Hong', ONE, 'B'] });
    await state({ b3: ['Hong', OTHER, 'B'] });
    expect((await claimsOf('b1', 'attributes: ["phone"]'))[0]).toMatchObject({ value: `+86${OTHER}` });
    const confirmed = await confirm('b1', 'phone', ONE);
    expect(confirmed).toMatchObject({
      value: `+86${ONE}`,
      preferred: true,
      confirmation: { state: 'CONFIRMED', by: ['REVIEWER'] },
    });
    expect(await confirm('b1', 'phone', ONE)).toEqual(confirmed);
    const { confirmations } = await town.ask(
      'query ($e: ID!) { confirmations(entity: $e) { attribute kind state by reason } }',
      { e: await entityOf('b1') },
    );
    expect(confirmations).toEqual([
      { attribute: 'phone', kind: 'REVIEWER', state: 'LIVE', by: 'b', reason: 'Seen the paper' },
    ]);
    // Another record states the same by now; the one that was confirmed does not.
    await state({ b4: ['Hong', ONE, 'B'] });
    await state({ b1: ['Hong', OTHER, 'B'] });
    const [first, second] = await claimsOf('b1', 'attributes: ["phone"]');
    expect(first).toMatchObject({ value: `+86${OTHER}`, preferred: true });
    expect(second).toMatchObject({
      value: `+86${ONE}`,
      confirmation: { state: 'LAPSED', by: [], since: null },
    });
    const variables = { e: await entityOf('b1'), a: 'phone', v: ONE };
    const { done } = await town.ask(change('withdrawConfirmation'), variables);
    expect(done.confirmation.state).toBe('UNCONFIRMED');
    expect(await town.refuse(change('withdrawConfirmation'), variables)).toEqual(['BAD_INPUT']);
  });

  it('by a department is its own answer, of what it states itself', async () => {
    await state({ c1: ['Li', ONE, 'C'] });
    const as = (department: string): Caller => ({ user: 'p', role: 'department', department });
    const [registry = '', traffic = ''] = [town.residents.id, town.vehicles.id].map((id) => id.split('/')[0]);
    expect(await confirm('c1', 'phone', ONE, as(registry))).toMatchObject({
      confirmation: { state: 'CONFIRMED', by: ['OWNER'] },
    });
    const variables = { e: await entityOf('c1'), a: 'phone', v: ONE };
    const refused = await town.refuse(change('confirmClaim'), variables, as(traffic), town.matter);
    expect(['BAD_INPUT', 'NOT_FOUND']).toContain(refused[0]);
  });

  it('is refused of a value that nobody states, of a known problem, and to whom may not confirm', async () => {
    await state({ d1: ['Wu', ONE, 'D'] });
    const entity = await entityOf('d1');
    const variables = { e: entity, a: 'phone', v: ONE };
    expect(await town.refuse(change('confirmClaim'), { ...variables, v: OTHER })).toEqual(['BAD_INPUT']);
    const auditor: Caller = { user: 'a', role: 'auditor', department: null };
    expect(await town.refuse(change('confirmClaim'), variables, auditor)).toEqual(['FORBIDDEN']);
    await town.ask(
      `mutation ($e: ID!, $a: String!, $v: String!) { registerKnownProblem(entity: $e, attribute: $a, value: $v, reason: "Wrong") { id } }`,
      variables,
    );
    expect(await town.refuse(change('confirmClaim'), variables)).toEqual(['BAD_INPUT']);
    expect(await claimsOf('d1', 'attributes: ["phone"]')).toMatchObject([{ preferred: false }]);
  });

  it('is asked for by what a value is used for, as a policy declares it', async () => {
    await state({ e1: ['Sun', ONE, 'E'] });
    const { confirmationUses } = await town.ask(
      '{ confirmationUses { id title { en zh } required { kind attributes } } }',
    );
    expect(confirmationUses.map(({ id }: Answer) => id)).toEqual(['payment', 'enforcement']);
    const attributes = async () =>
      (await claimsOf('e1', 'fitFor: "payment"')).map(({ attribute }) => attribute);
    expect(await attributes()).toEqual(['phone', 'rid']);
    await confirm('e1', 'name', `${town.tag} Sun`);
    expect(await attributes()).toEqual(['name', 'phone', 'rid']);
    const unknown = `query ($e: ID!) { entity(id: $e) { claims(fitFor: "fun") { value } } }`;
    expect(await town.refuse(unknown, { e: await entityOf('e1') })).toEqual(['BAD_INPUT']);
  });
});

describe('a policy of confirmation', () => {
  it.each([
    ['uses: [', 'it is no YAML'],
    ['uses: [{ id: x, title: { en: a, zh: b }, attributes: { Ship: [name] } }]', 'attributes'],
    ['uses: [{ id: "No Words", title: { en: a, zh: b }, attributes: {} }]', 'id'],
  ])('that cannot be read is refused: %s', (text, reason) => {
    expect(() => parsePolicy('confirmation.yaml', text)).toThrow(reason);
  });

  it('that asks for an attribute which no dataset states is refused where it is used', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jingwei-uses-'));
    const text = 'uses: [{ id: mail, title: { en: Mail, zh: 邮 }, attributes: { Person: [adress] } }]';
    writeFileSync(join(folder, 'confirmation.yaml'), text);
    const use = (kind: EntityKind, ...names: readonly string[]) =>
      getUse([folder], 'mail', { kinds: [kind], attributes: new Map(names.map((name) => [name, []])) });
    await expect(use('Person', 'address')).rejects.toMatchObject({
      ...{ code: 'POLICY_INVALID', message: expect.stringContaining('mail asks for Person adress') },
    });
    expect(await use('Person', 'adress')).toMatchObject({ id: 'mail' });
    expect(await use('Thing', 'address')).toMatchObject({ id: 'mail' });
    const { access } = town.context.settings;
    const policies = access.policies;
    Object.assign(access, { policies: [folder] });
    await state({ f1: ['Sun', ONE, 'F'] });
    const claims = `query ($e: ID!) { entity(id: $e) { claims(fitFor: "mail") { value } } }`;
    expect(await town.refuse(claims, { e: await entityOf('f1') })).toEqual(['POLICY_INVALID']);
    Object.assign(access, { policies });
  });
});
