import { listAccessLog } from '../../audit/list-access-log.ts';
import { decideRestriction, listOwn, listRestrictions, raiseRestriction } from '../../audit/restriction.ts';
import { listSubjectAccessLog } from '../../audit/subject-access-log.ts';
import { buildSubjectReport } from '../../audit/subject-report.ts';
import type { GqlResolvers } from '../../generated/resolvers.ts';
import { toInstant } from '../../instant.ts';

export const auditResolvers = {
  Query: {
    accessLog: (_parent, args, context) => listAccessLog(context, args),
    subjectAccessLog: (_parent, args, context) => listSubjectAccessLog(context, args),
    subjectReport: (_parent, { subject }, context) => buildSubjectReport(context, subject),
    restrictions: (_parent, args, context) => listRestrictions(context, args),
    ownRestrictions: (_parent, _args, context) => listOwn(context),
  },
  Mutation: {
    raiseRestriction: (_parent, args, context) => raiseRestriction(context, args),
    decideRestriction: (_parent, args, context) => decideRestriction(context, args),
  },
  AccessLogEntry: {
    at: ({ at }) => toInstant(at),
    role: ({ body }) => body?.role,
    department: ({ body }) => body?.department,
    kind: ({ body }) => body?.kind,
    operation: ({ body }) => body?.operation,
    fields: ({ body }) => body?.fields ?? [],
    outcome: ({ body }) => body?.outcome,
    datasets: ({ body }) => body?.datasets ?? [],
    classes: ({ body }) => body?.classes ?? [],
    size: ({ body }) => body?.size,
    policyVersion: ({ body }) => body?.policyVersion,
    request: ({ body }) => body?.request,
  },
  SubjectAccess: { at: ({ at }) => toInstant(at) },
} satisfies GqlResolvers;
