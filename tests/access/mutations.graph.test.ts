import { execute, parse } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/access/caller.ts';
import { buildSchema } from '../../src/api/build-schema.ts';
import { createRequestContext } from '../../src/api/context.ts';
import { JingweiError } from '../../src/errors.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { loadSettings } from '../../src/settings.ts';
import { openTestGraph } from '../setup/test-graph.ts';
import { makeQuery } from './attacks/query-maker.ts';

/** Which roles each mutation lets in, whatever it is asked to change; all others are told FORBIDDEN before anything is read. */
const EXPECTED: Readonly<Record<string, readonly Role[]>> = {
  answerCorrection: ['bureau', 'department'],
  approveJudgement: ['bureau', 'reviewer'],
  approveMatter: ['bureau', 'department'],
  closeMatter: [...ROLES],
  confirmClaim: ['bureau', 'department', 'reviewer'],
  confirmKnownProblem: ['bureau', 'reviewer'],
  decideRestriction: ['reviewer'],
  declineJudgement: ['bureau', 'reviewer'],
  dismissDelivery: ['bureau', 'department'],
  dismissQuarantined: ['bureau', 'department'],
  dismissReviewItem: ['bureau', 'reviewer'],
  extendMatter: ['bureau'],
  judge: ['bureau', 'reviewer'],
  judgeMany: ['bureau', 'reviewer'],
  mergeEntities: ['bureau', 'reviewer'],
  openMatter: ['analyst', 'bureau', 'department', 'reviewer'],
  raiseRestriction: ['subject'],
  registerKnownProblem: ['bureau', 'reviewer'],
  releaseDelivery: ['bureau', 'department'],
  releaseKnownProblem: ['bureau', 'reviewer'],
  retryQuarantined: ['bureau', 'department'],
  returnReviewItem: ['bureau', 'reviewer'],
  revokeJudgement: ['bureau', 'reviewer'],
  sendCorrection: ['bureau', 'reviewer'],
  splitEntity: ['bureau', 'reviewer'],
  submitRecords: ['bureau', 'app', 'department'],
  takeReviewItems: ['bureau', 'reviewer'],
  undoDelivery: ['bureau', 'department'],
  withdrawConfirmation: ['bureau', 'department', 'reviewer'],
};

let graph: Graph;
beforeAll(async () => {
  graph = await openTestGraph();
});
afterAll(() => graph.close());

const schema = buildSchema();
const MUTATIONS = Object.values(schema.getMutationType()?.getFields() ?? {});

it('the table has a row for every mutation of the schema', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(MUTATIONS.map(({ name }) => name).sort());
});

it.each(MUTATIONS.map((field) => [field.name, field] as const))(
  '%s lets in whom the table names',
  async (name, field) => {
    const { query, variables } = makeQuery(
      schema,
      field,
      () => undefined,
      () => 1,
      0,
    );
    const document = parse(query.replace(/^query/, 'mutation'));
    const allowed: Role[] = [];
    for (const role of ROLES) {
      const contextValue = createRequestContext({
        graph,
        settings: loadSettings({}),
        clock: Date.now,
        caller: { user: 'nobody', role, department: role === 'department' ? 'none' : null },
      });
      const { errors = [] } = await execute({ schema, document, variableValues: variables, contextValue });
      const codes = errors.map(({ originalError }) =>
        originalError instanceof JingweiError ? originalError.code : null,
      );
      if (!codes.includes('FORBIDDEN')) allowed.push(role);
    }
    expect(allowed).toEqual(ROLES.filter((role) => EXPECTED[name]?.includes(role) === true));
  },
);
