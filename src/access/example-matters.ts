import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import type { MatterModel, MatterScope } from './matter-model.ts';
import { changeMatter, findMatter, storeMatter } from './matter-store.ts';

const DAY = 86_400_000;
const DAYS = 30;
/** Whoever sits at the machine of a server without sign-in. */
const LOCAL = '';
const ANYWHERE = { subjects: [], period: { from: null, to: null }, place: null } as const;
const ALL = [
  'population/residents',
  'market-regulation/companies',
  'vehicles/registrations',
  'traffic-police/accidents',
  'social-security/insured',
  'housing/tenancies',
  'emergency-dispatch/dispatches',
  'traffic-police/passages',
];

/** The matter that the example questions run under: every dataset, approved by the departments that ask for it. */
export const EXAMPLE_MATTER = 'x_staged-accidents';

interface Example {
  readonly id: string;
  readonly title: string;
  readonly legalBasis: string;
  readonly reasonEn: string;
  readonly reasonZh: string;
  readonly approvedBy: readonly (string | null)[];
  readonly scope: MatterScope;
}

/** Three matters of the synthetic city: one wide, one that a department has not approved, one of a place and a year. */
export const EXAMPLE_MATTERS: readonly Example[] = [
  {
    id: EXAMPLE_MATTER,
    title: 'Staged accidents 假事故骗保',
    legalBasis: 'Public Security Administration Act, article 81',
    reasonEn: 'Accidents that may have been staged for insurance money',
    reasonZh: '核查可能为骗取保险而制造的事故',
    approvedBy: [null, 'population', 'social-security'],
    scope: {
      ...ANYWHERE,
      datasets: ALL,
      classes: ['public', 'internal', 'personal', 'sensitive'],
      people: [LOCAL],
    },
  },
  {
    id: 'x_unlet-homes',
    title: 'Homes that are let without a contract 未备案出租',
    legalBasis: 'Housing Lease Regulations, article 14',
    reasonEn: 'Homes that are let without a registered contract',
    reasonZh: '核查未备案的房屋租赁',
    approvedBy: [null],
    scope: {
      ...ANYWHERE,
      datasets: ['housing/tenancies', 'population/residents'],
      classes: ['internal', 'personal'],
      people: [LOCAL],
    },
  },
  {
    id: 'x_harbour-crossing',
    title: 'Accidents at the harbour crossing 港口路口事故',
    legalBasis: 'Public Security Administration Act, article 81',
    reasonEn: 'Accidents at one crossing of the harbour',
    reasonZh: '港口路口交通事故调查',
    approvedBy: [null],
    scope: {
      ...ANYWHERE,
      datasets: ['traffic-police/accidents', 'emergency-dispatch/dispatches'],
      classes: ['public', 'internal', 'personal', 'sensitive'],
      people: [LOCAL],
      period: { from: '2024-01-01T00:00:00Z', to: null },
      place: { longitude: 123.2, latitude: 33.05, radiusMeters: 5_000 },
    },
  },
];

/** Opens the example matters of a store with the synthetic city, or lets them run on; one that was closed stays closed. */
export async function openExampleMatters(context: Context): Promise<void> {
  for (const { approvedBy, ...example } of EXAMPLE_MATTERS) {
    const at = new Date(context.clock()).toISOString();
    const endsAt = new Date(context.clock() + DAYS * DAY).toISOString();
    const known = await findMatter(context, example.id);
    if (known?.state === 'OPEN') await extend(context, { ...known, endsAt });
    if (known !== null) continue;
    await storeMatter(context, {
      ...example,
      state: 'OPEN',
      version: 1,
      openedBy: 'the example',
      openedAt: at,
      endsAt,
      concealedUntil: null,
      approvals: approvedBy.map((department) => ({ by: 'the example', department, at })),
    });
  }
}

async function extend(context: Context, matter: MatterModel): Promise<void> {
  try {
    await changeMatter(context, matter);
  } catch (error) {
    // Another process has just done the same.
    if (!(error instanceof JingweiError && error.code === 'GRAPH_BUSY')) throw error;
  }
}
