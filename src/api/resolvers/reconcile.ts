import { PRESENT } from '../../as-of.ts';
import type { GqlResolvers } from '../../generated/resolvers.ts';
import { draftMerge, draftSplit } from '../../reconcile/judge.ts';
import { listJudgements } from '../../reconcile/list-judgements.ts';
import { listVisibleMentions } from '../follow.ts';
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

export const reconcileResolvers = {
  Query: {
    judgement: (_parent, { id }, context) => findJudgement(context, id),
    judgements: (_parent, args, context) => listJudgements(requireReader(context), args),
    previewJudgement: (_parent, args, context) => previewPair(context, args),
    previewMerge: (_parent, { entities }, context) =>
      previewDraft(context, () => draftMerge(context, entities, 'preview')),
    previewSplit: (_parent, { entity, mentions }, context) =>
      previewDraft(context, () => draftSplit(context, entity, mentions, 'preview')),
    previewRevocation: (_parent, { judgement }, context) => previewRevoking(context, judgement),
  },
  Mutation: {
    judge: (_parent, args, context) => judgePair(context, args),
    judgeMany: (_parent, { judgements }, context) => judgePairs(context, judgements),
    mergeEntities: (_parent, { entities, reason }, context) => mergeEntities(context, entities, reason),
    splitEntity: (_parent, { entity, mentions, reason }, context) =>
      splitEntity(context, entity, mentions, reason),
    approveJudgement: (_parent, { id }, context) => changeJudgement(context, id, 'approve'),
    declineJudgement: (_parent, { id, reason }, context) => changeJudgement(context, id, 'decline', reason),
    revokeJudgement: (_parent, { id, reason }, context) => changeJudgement(context, id, 'revoke', reason),
  },
  Judgement: {
    left: ({ left }, _args, context) => listVisibleMentions(context, left),
    right: ({ right }, _args, context) => listVisibleMentions(context, right),
  },
  JudgementOutcome: {
    judgement: ({ id }, _args, context) =>
      id === null ? null : context.loaders(PRESENT).judgements.load(id),
  },
} satisfies GqlResolvers;
