import { explainAccess } from '../../access/explain-access.ts';
import {
  approveMatter,
  closeMatter,
  departmentsOf,
  extendMatter,
  listMatters,
  openMatter,
  seeMatter,
} from '../../access/matters.ts';
import type { GqlResolvers } from '../../generated/resolvers.ts';
import { getDataset, loadCatalogue } from '../../intake/dataset-catalogue.ts';

export const accessResolvers = {
  Query: {
    matter: async (_parent, { id }, context) => seeMatter(context, await loadCatalogue(context), id),
    matters: async (_parent, { state }, context) =>
      (await listMatters(context, await loadCatalogue(context))).filter(
        (matter) => state == null || matter.state === state,
      ),
    accessExplanation: (_parent, { datasets }, context) => explainAccess(context.access, datasets ?? null),
  },
  Mutation: {
    openMatter: async (_parent, { input }, context) =>
      openMatter(context, await loadCatalogue(context), input),
    approveMatter: async (_parent, { id }, context) =>
      approveMatter(context, await loadCatalogue(context), id),
    extendMatter: async (_parent, { id, endsAt }, context) =>
      extendMatter(context, await loadCatalogue(context), id, endsAt),
    closeMatter: async (_parent, { id }, context) => closeMatter(context, await loadCatalogue(context), id),
  },
  Matter: {
    notApprovedBy: async (matter, _args, context) => {
      const catalogue = await loadCatalogue(context);
      const approved = matter.approvals.map(({ department }) => department);
      return departmentsOf(matter, catalogue).flatMap((id) =>
        approved.includes(id) ? [] : (catalogue.departments.get(id) ?? []),
      );
    },
    datasets: ({ scope }) => scope.datasets,
    classes: ({ scope }) => scope.classes,
    people: ({ scope }) => scope.people,
    subjects: ({ scope }) => scope.subjects,
    during: ({ scope: { period } }) =>
      period.from === null && period.to === null ? null : { ...period, precision: null },
    place: ({ scope }) => scope.place,
  },
  MatterApproval: {
    department: async ({ department }, _args, context) =>
      department === null ? null : ((await loadCatalogue(context)).departments.get(department) ?? null),
  },
  AccessExplanation: {
    dataset: ({ dataset }, _args, context) => getDataset(context, dataset),
  },
} satisfies GqlResolvers;
