import { randomUUID } from 'node:crypto';
import type { During } from '../as-of.ts';
import { type Context, now } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { CLASSIFICATIONS, type Classification } from '../intake/contract/contract.ts';
import { type Caller, requireRole } from './caller.ts';
import type { Catalogue } from './decide.ts';
import type { MatterModel, MatterScope } from './matter-model.ts';
import { changeMatter, findMatter, listAllMatters, storeMatter } from './matter-store.ts';

/** What a person proposes; what is left out does not narrow the matter. */
export interface MatterInput {
  readonly title: string;
  readonly legalBasis: string;
  readonly endsAt: string;
  readonly reasonEn?: string | null | undefined;
  readonly reasonZh?: string | null | undefined;
  readonly concealedUntil?: string | null | undefined;
  readonly datasets: readonly string[];
  readonly classes: readonly Classification[];
  readonly people?: readonly string[] | null | undefined;
  readonly subjects?: readonly string[] | null | undefined;
  readonly period?: During | null | undefined;
  readonly place?: MatterScope['place'] | undefined;
}

type Asking = Context & { readonly caller: Caller };

const PROPOSERS = ['analyst', 'bureau', 'department', 'reviewer'] as const;
const LONGEST_TITLE = 200;
const LONGEST_BASIS = 1_000;
const MOST_NAMED = 1_000;
const LONGEST_DAYS = 366;
const LONGEST_REASON = 500;
const LONGEST_CONCEALED_DAYS = 5 * 366;
const DAY = 86_400_000;

/** Proposes a matter: it opens once a second person approves it. Throws FORBIDDEN, BAD_INPUT. */
export async function openMatter(
  context: Asking,
  catalogue: Catalogue,
  input: MatterInput,
): Promise<MatterModel> {
  requireRole(context, PROPOSERS);
  const by = context.caller.user ?? '';
  checkInput(context, catalogue, input);
  const matter: MatterModel = {
    id: `x_${randomUUID().replaceAll('-', '').slice(0, 22)}`,
    title: input.title.trim(),
    legalBasis: input.legalBasis.trim(),
    state: 'PROPOSED',
    version: 1,
    openedBy: by,
    openedAt: now(context),
    approvals: [],
    endsAt: input.endsAt,
    reasonEn: input.reasonEn?.trim() ?? null,
    reasonZh: input.reasonZh?.trim() ?? null,
    concealedUntil: input.concealedUntil ?? null,
    scope: {
      datasets: [...new Set(input.datasets)],
      classes: CLASSIFICATIONS.filter((dataClass) => input.classes.includes(dataClass)),
      people: [...new Set(input.people ?? [by])],
      subjects: [...new Set(input.subjects ?? [])],
      period: { from: input.period?.from ?? null, to: input.period?.to ?? null },
      place: input.place ?? null,
    },
  };
  await storeMatter(context, matter);
  return matter;
}

/**
 * Approves a matter: the bureau's approval by another person than the proposer opens it; a department's lets it reach
 * what that department shows only with its approval. Throws NOT_FOUND, FORBIDDEN, SECOND_PERSON, MATTER_STATE.
 */
export async function approveMatter(context: Asking, catalogue: Catalogue, id: string): Promise<MatterModel> {
  requireRole(context, ['bureau', 'department']);
  const matter = await getMatter(context, catalogue, id);
  requireState(matter, matter.state !== 'CLOSED', 'approved');
  const by = requireSecondPerson(context, matter);
  const { department } = context.caller;
  if (matter.approvals.some((approval) => approval.department === department)) return matter;
  const approvals = [...matter.approvals, { by, department, at: now(context) }];
  const state = department === null ? 'OPEN' : matter.state;
  return change(context, { ...matter, approvals, state });
}

/** Lets an open matter end later; like opening it, that takes a second person. Throws as {@link approveMatter}, BAD_INPUT. */
export async function extendMatter(
  context: Asking,
  catalogue: Catalogue,
  id: string,
  endsAt: string,
): Promise<MatterModel> {
  requireRole(context, ['bureau']);
  const matter = await getMatter(context, catalogue, id);
  requireState(matter, matter.state === 'OPEN', 'extended');
  requireSecondPerson(context, matter);
  checkEnd(context, endsAt);
  return change(context, { ...matter, endsAt });
}

/** Ends a matter, and with it everything that it allowed. Throws NOT_FOUND, MATTER_STATE. */
export async function closeMatter(context: Asking, catalogue: Catalogue, id: string): Promise<MatterModel> {
  const matter = await getMatter(context, catalogue, id);
  requireState(matter, matter.state !== 'CLOSED', 'closed');
  return change(context, { ...matter, state: 'CLOSED' });
}

/** A matter that the caller has to do with; undefined: there is none. */
export async function seeMatter(
  context: Asking,
  catalogue: Catalogue,
  id: string,
): Promise<MatterModel | undefined> {
  const matter = await findMatter(context, id);
  return matter !== null && concerns(context, catalogue, matter) ? matter : undefined;
}

/** The matters that the caller has to do with, newest first. */
export async function listMatters(context: Asking, catalogue: Catalogue): Promise<readonly MatterModel[]> {
  return (await listAllMatters(context)).filter((matter) => concerns(context, catalogue, matter));
}

/** Departments whose datasets a matter names: their approval may be needed. */
export function departmentsOf({ scope }: MatterModel, catalogue: Catalogue): readonly string[] {
  return [...new Set(scope.datasets.flatMap((id) => catalogue.datasets.get(id)?.department.id ?? []))].sort();
}

/** The bureau and the auditor see all; a department those that reach its data; anybody those that name him. */
function concerns({ caller }: Asking, catalogue: Catalogue, matter: MatterModel): boolean {
  const { role, user, department } = caller;
  if (role === 'bureau' || role === 'auditor') return true;
  if (department !== null && departmentsOf(matter, catalogue).includes(department)) return true;
  return matter.openedBy === (user ?? '') || matter.scope.people.includes(user ?? '');
}

async function getMatter(context: Asking, catalogue: Catalogue, id: string): Promise<MatterModel> {
  const matter = await seeMatter(context, catalogue, id);
  if (matter === undefined || context.caller.role === 'auditor')
    throw new JingweiError('NOT_FOUND', { kind: 'matter', id });
  return matter;
}

async function change(context: Context, matter: MatterModel): Promise<MatterModel> {
  await changeMatter(context, matter);
  return { ...matter, version: matter.version + 1 };
}

function requireState({ id, state }: MatterModel, isSo: boolean, action: string): void {
  if (!isSo) throw new JingweiError('MATTER_STATE', { matter: id, state, action });
}

function requireSecondPerson({ caller }: Asking, { id, openedBy }: MatterModel): string {
  const by = caller.user ?? '';
  if (by === openedBy) throw new JingweiError('SECOND_PERSON', { matter: id });
  return by;
}

function checkInput(context: Context, catalogue: Catalogue, input: MatterInput): void {
  checkText(input.title, LONGEST_TITLE, 'title');
  checkText(input.legalBasis, LONGEST_BASIS, 'legalBasis');
  checkEnd(context, input.endsAt);
  for (const argument of ['reasonEn', 'reasonZh'] as const)
    if (input[argument] != null) checkText(input[argument], LONGEST_REASON, argument);
  if (input.concealedUntil != null)
    checkWithin(context, input.concealedUntil, LONGEST_CONCEALED_DAYS, 'concealedUntil');
  if (input.classes.length === 0) throw bad('classes names none', 'classes');
  if (input.datasets.length === 0) throw bad('datasets names none', 'datasets');
  const unknown = input.datasets.find((id) => !catalogue.datasets.has(id));
  if (unknown !== undefined) throw new JingweiError('DATASET_UNKNOWN', { dataset: unknown });
  for (const argument of ['datasets', 'people', 'subjects'] as const)
    if ((input[argument]?.length ?? 0) > MOST_NAMED)
      throw bad(`${argument} names more than ${MOST_NAMED}`, argument);
  const { from, to } = input.period ?? {};
  if (from != null && to != null && Date.parse(from) >= Date.parse(to))
    throw bad('period ends before it begins', 'period');
  const { place } = input;
  if (place == null) return;
  const isOnEarth = Math.abs(place.longitude) <= 180 && Math.abs(place.latitude) <= 90;
  if (!isOnEarth || !(place.radiusMeters > 0)) throw bad('place is no circle on earth', 'place');
}

function checkText(text: string, longest: number, argument: string): void {
  if (text.trim() === '' || text.length > longest)
    throw bad(`${argument} is empty or longer than ${longest} characters`, argument);
}

function checkEnd(context: Context, endsAt: string): void {
  checkWithin(context, endsAt, LONGEST_DAYS, 'endsAt');
}

function checkWithin({ clock }: Context, instant: string, days: number, argument: string): void {
  const left = Date.parse(instant) - clock();
  if (left <= 0 || left > days * DAY) throw bad(`${argument} is not within the next ${days} days`, argument);
}

function bad(reason: string, argument: string): JingweiError {
  return new JingweiError('BAD_INPUT', { reason, argument });
}
