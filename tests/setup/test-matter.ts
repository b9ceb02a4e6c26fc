import { randomUUID } from 'node:crypto';
import type { MatterModel, MatterScope } from '../../src/access/matter-model.ts';
import { storeMatter } from '../../src/access/matter-store.ts';
import type { Context } from '../../src/context.ts';

/** An open matter over some datasets for some people; every department that they belong to has approved it. */
export async function openTestMatter(
  context: Context,
  scope: Pick<MatterScope, 'datasets' | 'people'> & Partial<MatterScope>,
  more: Partial<MatterModel> = {},
): Promise<string> {
  const id = `x_${randomUUID().replaceAll('-', '').slice(0, 22)}`;
  const at = new Date().toISOString();
  const departments = new Set(scope.datasets.map((dataset) => dataset.split('/')[0] ?? ''));
  await storeMatter(context, {
    id,
    title: 'A test',
    legalBasis: 'Public Security Administration Act, article 81',
    state: 'OPEN',
    version: 1,
    openedBy: 'opener',
    openedAt: at,
    approvals: [null, ...departments].map((department) => ({ by: 'approver', department, at })),
    endsAt: new Date(Date.now() + 86_400_000).toISOString(),
    reasonEn: null,
    reasonZh: null,
    concealedUntil: null,
    scope: {
      classes: ['public', 'internal', 'personal', 'sensitive'],
      subjects: [],
      period: { from: null, to: null },
      place: null,
      ...scope,
    },
    ...more,
  });
  return id;
}
