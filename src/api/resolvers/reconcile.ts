import { PRESENT } from '../../as-of.ts';
import type { GqlResolvers } from '../../generated/resolvers.ts';
import { toInstant, toPeriod } from '../../instant.ts';
import { getDataset } from '../../intake/dataset-catalogue.ts';
import { ENTITY_KINDS } from '../../intake/mapped.ts';
import { loadUses } from '../../reconcile/confirmations/confirmation-policy.ts';
import { listCorrections } from '../../reconcile/corrections/list-corrections.ts';
import { listDiscrepancies } from '../../reconcile/discrepancies/list-discrepancies.ts';
import { draftMerge, draftSplit } from '../../reconcile/judge.ts';
import { listJudgements } from '../../reconcile/list-judgements.ts';
import { countReturned, listProblems } from '../../reconcile/problems/list-problems.ts';
import { listReviewQueue } from '../../reconcile/review/review-queue.ts';
import { confirmClaim, listConfirmationsOf, withdrawClaim } from '../confirmation-commands.ts';
import {
  answerCorrectionOf,
  findCorrection,
  requireCorrectionReader,
  sendCorrectionOf,
} from '../corrections.ts';
import {
  findEntityOfDiscrepancy,
  getDepartmentById,
  listClaimsOfSide,
  listConsistencyFor,
} from '../discrepancies.ts';
import { listVisibleEntities, listVisibleMentions } from '../follow.ts';
import {
  confirmProblemOf,
  findProblem,
  registerProblemOf,
  releaseProblemOf,
  requireProblemReader,
} from '../problem-commands.ts';
import {
  changeJudgement,
  findJudgement,
  judgePair,
  judgePairs,
  mergeEntities,
  previewDraft,
  previewPair,
  previewRevoking,
  requireReader,
  splitEntity,
} from '../reconcile-commands.ts';
import {
  dismissItemOf,
  findDistance,
  findItem,
  findItemMatch,
  findOnlyEntity,
  findOverlap,
  listSharedEntities,
  previewAccepting,
  returnItem,
  takeItems,
} from '../review-item.ts';

export const reconcileResolvers = {
  Query: {
    judgement: (_parent, { id }, context) => findJudgement(context, id),
    judgements: (_parent, args, context) => listJudgements(requireReader(context), args),
    reviewQueue: (_parent, args, context) => listReviewQueue(requireReader(context), args),
    reviewItem: (_parent, { id, blind }, context) => findItem(context, id, blind === true),
    previewJudgement: (_parent, args, context) => previewPair(context, args),
    previewMerge: (_parent, { entities }, context) =>
      previewDraft(context, () => draftMerge(context, entities, 'preview')),
    previewSplit: (_parent, { entity, mentions }, context) =>
      previewDraft(context, () => draftSplit(context, entity, mentions, 'preview')),
    discrepancy: (_parent, { id }, context) => context.loaders(PRESENT).discrepancies.load(id),
    discrepancies: (_parent, args, context) => listDiscrepancies(context, args),
    consistency: (_parent, args, context) => listConsistencyFor(context, args),
    correction: (_parent, { id }, context) => findCorrection(context, id),
    corrections: (_parent, args, context) => listCorrections(requireCorrectionReader(context), args),
    previewRevocation: (_parent, { judgement }, context) => previewRevoking(context, judgement),
    confirmations: (_parent, { entity }, context) => listConfirmationsOf(context, entity),
    confirmationUses: (_parent, _args, context) => loadUses(context.settings.access.policies),
    knownProblem: (_parent, { id }, context) => findProblem(context, id),
    knownProblems: (_parent, args, context) => listProblems(requireProblemReader(context), args),
    knownProblemCounts: (_parent, { departments }, context) =>
      countReturned(requireProblemReader(context), departments ?? []),
  },
  Mutation: {
    sendCorrection: (_parent, args, context) => sendCorrectionOf(context, args),
    answerCorrection: (_parent, args, context) => answerCorrectionOf(context, args),
    confirmClaim: (_parent, args, context) => confirmClaim(context, args),
    withdrawConfirmation: (_parent, args, context) => withdrawClaim(context, args),
    registerKnownProblem: (_parent, args, context) => registerProblemOf(context, args),
    confirmKnownProblem: (_parent, { id, reason }, context) => confirmProblemOf(context, id, reason),
    releaseKnownProblem: (_parent, args, context) => releaseProblemOf(context, args),
    judge: (_parent, args, context) => judgePair(context, args),
    takeReviewItems: (_parent, args, context) => takeItems(context, args),
    returnReviewItem: (_parent, { id }, context) => returnItem(context, id),
    dismissReviewItem: (_parent, { id, reason }, context) => dismissItemOf(context, id, reason),
    judgeMany: (_parent, { judgements }, context) => judgePairs(context, judgements),
    mergeEntities: (_parent, { entities, reason }, context) => mergeEntities(context, entities, reason),
    splitEntity: (_parent, { entity, mentions, reason }, context) =>
      splitEntity(context, entity, mentions, reason),
    approveJudgement: (_parent, { id }, context) => changeJudgement(context, id, 'approve'),
    declineJudgement: (_parent, { id, reason }, context) => changeJudgement(context, id, 'decline', reason),
    revokeJudgement: (_parent, { id, reason }, context) => changeJudgement(context, id, 'revoke', reason),
  },
  Confirmation: {
    at: ({ at }) => toInstant(at),
    endedAt: ({ endedAt }) => (endedAt === null ? null : toInstant(endedAt)),
  },
  ConfirmationUse: {
    required: ({ attributes }) =>
      ENTITY_KINDS.flatMap((kind) => {
        const named = attributes[kind];
        return named === undefined ? [] : [{ kind, attributes: named }];
      }),
  },
  KnownProblem: {
    confirmedAt: ({ confirmedAt }) => (confirmedAt === null ? null : toInstant(confirmedAt)),
    endedAt: ({ endedAt }) => (endedAt === null ? null : toInstant(endedAt)),
    period: ({ validFrom, validTo }) =>
      validFrom === null || validTo === null ? null : toPeriod(validFrom, validTo, null),
    entities: ({ entities }, _args, context) => listVisibleEntities(context, entities),
  },
  KnownProblemReturn: {
    at: ({ at }) => toInstant(at),
    releasedAt: ({ releasedAt }) => (releasedAt === null ? null : toInstant(releasedAt)),
  },
  KnownProblemCount: {
    department: async ({ dataset }, _args, context) => (await getDataset(context, dataset)).department.id,
  },
  Judgement: {
    left: ({ left }, _args, context) => listVisibleMentions(context, left),
    right: ({ right }, _args, context) => listVisibleMentions(context, right),
  },
  ReviewItem: {
    worth: ({ worth, isBlind }) => (isBlind ? null : worth),
    bits: ({ bits, isBlind }) => (isBlind ? null : bits),
    probability: ({ bits, isBlind }) => (isBlind || bits === null ? null : 1 / (1 + 2 ** -bits)),
    openedAt: ({ openedAt }) => toInstant(openedAt),
    leasedUntil: ({ leasedUntil }) => (leasedUntil === null ? null : toInstant(leasedUntil)),
    endedAt: ({ endedAt }) => (endedAt === null ? null : toInstant(endedAt)),
    left: ({ left }, _args, context) => listVisibleMentions(context, left),
    right: ({ right }, _args, context) => listVisibleMentions(context, right),
    leftEntity: ({ left }, _args, context) => findOnlyEntity(context, left),
    rightEntity: ({ right }, _args, context) => findOnlyEntity(context, right),
    match: (item, _args, context) => findItemMatch(context, item),
    sharedNeighbours: (item, _args, context) => listSharedEntities(context, item),
    distanceMeters: (item, _args, context) => findDistance(context, item),
    overlapDays: (item, _args, context) => findOverlap(context, item),
    judgement: ({ judgement }, _args, context) =>
      judgement === null ? null : context.loaders(PRESENT).judgements.load(judgement),
    correction: ({ correction }, _args, context) =>
      correction === null ? null : context.loaders(PRESENT).corrections.load(correction),
    ifAccepted: (item, _args, context) => previewAccepting(context, item),
  },
  Discrepancy: {
    entity: (discrepancy, _args, context) => findEntityOfDiscrepancy(context, discrepancy),
    period: ({ from, to }) => toPeriod(from, to, null),
  },
  DiscrepancySide: {
    department: ({ department }, _args, context) => getDepartmentById(context, department),
    claims: (side, _args, context) => listClaimsOfSide(context, side),
    mentions: ({ mentions }, _args, context) => listVisibleMentions(context, mentions),
  },
  Correction: {
    department: ({ department }, _args, context) => getDepartmentById(context, department),
    discrepancy: ({ discrepancy }, _args, context) =>
      context.loaders(PRESENT).discrepancies.load(discrepancy),
    entity: ({ entity }, _args, context) => context.loaders(PRESENT).entities.load(entity),
  },
  DepartmentWork: {
    openCorrections: async ({ id }, _args, context) =>
      (await context.loaders(PRESENT).openCorrections.load(id)).open,
    overdueCorrections: async ({ id }, _args, context) =>
      (await context.loaders(PRESENT).openCorrections.load(id)).overdue,
    corrections: ({ id }, args, context) => context.loaders(PRESENT).sourceLists.corrections(id, args),
    consistency: ({ id }, _args, context) => context.loaders(PRESENT).sourceLists.consistency(id),
  },
  Consistency: {
    left: ({ left }, _args, context) => getDepartmentById(context, left),
    right: ({ right }, _args, context) => getDepartmentById(context, right),
    share: ({ compared, agree }) => (compared === 0 ? null : Math.min(1, agree / compared)),
  },
  JudgementOutcome: {
    judgement: ({ id }, _args, context) =>
      id === null ? null : context.loaders(PRESENT).judgements.load(id),
  },
} satisfies GqlResolvers;
