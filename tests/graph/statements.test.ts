import neo4j, { type Driver, type Plan } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { STATEMENTS } from '../../src/generated/statements.ts';
import { listCompositions, type StatementText } from '../../src/graph/statement.ts';
import { exampleParameters } from './example-parameters.ts';

/** Operators that read more than was sought. */
const SCANS =
  /^(AllNodesScan|NodeByLabelScan|.*RelationshipTypeScan|.*AllRelationshipsScan|CartesianProduct|UnionNodeByLabelsScan)$/;

/** `a.x > $p OR a.y > $q`; after `a.x >= $p`, CASE WHEN a.x = $p THEN a.y > $q ELSE true END says what a page means by it. */
const ONE_OF_TWO_RANGES = /\w\.\w+ (?:[<>]|<>) \$\w+ OR \(?\w\.\w+ [<>=]/;

/** Pages of lists that grow with the city, and how their plan goes on from where the page before ended: by the order of this index. */
const WALKS: Readonly<Record<string, RegExp>> = {
  'reconcile/page-discrepancies': /Discrepancy\(state, since\)/,
  'reconcile/page-corrections': /Correction\(state, dueAt\)/,
  'reconcile/page-corrections-of': /Correction\(state, dueAt\)/,
  'reconcile/page-review-items': /ReviewItem\(state, worth\)/,
};

let driver: Driver;

// The planner goes by what the store holds: the shared server has a city in it.
beforeAll(() => {
  const { uri, user, password } = inject('neo4j');
  driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
});

afterAll(async () => {
  await driver.close();
});

describe('every statement, planned on a real and filled server', { concurrent: true }, () => {
  for (const statement of Object.values(STATEMENTS)) {
    const isBatched = statement.mode === 'write' && /\bUNWIND\b/.test(statement.text);
    for (const { choices, text } of compositionsPlanned(statement)) {
      const name = [statement.name, ...Object.values(choices)].join(' ');

      it(`${name} seeks what it needs and returns what it declares`, async () => {
        const { keys, plan: planned } = await explain(statement, text);
        const operators = listOperators(planned);
        const suspect = operators.filter(
          (operator) => SCANS.test(operator) || (isBatched && operator === 'Eager'),
        );
        expect(suspect.filter((operator) => !(operator in statement.allow))).toEqual([]);
        expect([...keys].sort()).toEqual([...statement.columns].sort());
      });
    }
    for (const { choices, text } of compositionsInUse(statement)) {
      const name = [statement.name, ...Object.values(choices)].join(' ');

      // Of a large store the planner makes a union of two seeks, which has no order: a page then reads all there is.
      it(`${name} never asks for one of two ranges`, () => {
        expect(text.match(ONE_OF_TWO_RANGES)).toBeNull();
      });
    }
    const walk = WALKS[statement.name];
    if (walk !== undefined)
      it(`${statement.name} walks its index in order, and judges no more of it than the page holds`, async () => {
        const plans = await Promise.all(
          compositionsPlanned(statement).map(({ text }) => explain(statement, text)),
        );
        for (const { plan: planned } of plans) {
          const sorts = listPlans(planned).filter(({ operatorType }) =>
            operatorType.startsWith('PartialSort'),
          );
          expect(sorts).toHaveLength(1);
          // What is under the sort is done for all that the index gives until the page is full: it must not be a guard.
          const below = sorts.flatMap((sort) => listPlans(sort));
          expect(below.map(detailsOf).join(' ')).toMatch(walk);
          expect(below.filter(({ operatorType }) => /Expand/.test(operatorType))).toEqual([]);
        }
      });
    it(`${statement.name} allows nothing that it does not need`, async () => {
      const plans = await Promise.all(
        compositionsPlanned(statement).map(({ text }) => explain(statement, text)),
      );
      const operators = new Set(plans.flatMap(({ plan: planned }) => listOperators(planned)));
      expect(Object.keys(statement.allow).filter((operator) => !operators.has(operator))).toEqual([]);
    });
  }
});

/** What is planned here: every fragment of each slot in some composition, or with JINGWEI_STATEMENTS=whole all there are. */
function compositionsPlanned(statement: StatementText): ReturnType<typeof listCompositions> {
  const inUse = compositionsInUse(statement);
  if (process.env.JINGWEI_STATEMENTS === 'whole') return inUse;
  const planned = new Set<string>();
  return inUse.filter(({ choices }, index) => {
    const fragments = Object.entries(choices).map((choice) => choice.join(': '));
    const isNew = index === 0 || fragments.some((fragment) => !planned.has(fragment));
    if (isNew) for (const fragment of fragments) planned.add(fragment);
    return isNew;
  });
}

/** A question is asked either of now or as of a moment, and either of a shape, of entities or of areas: no text mixes them. */
function compositionsInUse(statement: StatementText): ReturnType<typeof listCompositions> {
  return listCompositions(statement).filter(({ choices }) => {
    const names = Object.values(choices);
    if (names.some((name) => name.endsWith('-now')) && names.some((name) => name.endsWith('-as-of')))
      return false;
    const source = /^found-by-(area|entity|cell|range|time)/.exec(choices.find ?? '')?.[1];
    if (source === undefined) return true;
    const isShape = source !== 'area' && source !== 'entity';
    return (
      (choices.inside ?? '') !== (isShape ? 'inside-any' : 'inside-shape') &&
      (choices.distance ?? '') !== (isShape ? 'distance-none' : 'distance-measured') &&
      (choices.sure === undefined || choices.sure.startsWith('sure-by-area') === (source === 'area'))
    );
  });
}

interface Explained {
  readonly keys: readonly string[];
  readonly plan: Plan | false;
}

const explained = new Map<string, Promise<Explained>>();

/** Each text is planned once: that is what these tests cost. */
function explain(statement: StatementText, text: string): Promise<Explained> {
  const known = explained.get(text) ?? plan(statement, text);
  explained.set(text, known);
  return known;
}

/** As it is planned when it is sent: without the types of its parameters it would be another plan, which nobody runs. */
async function plan(statement: StatementText, text: string): Promise<Explained> {
  const session = driver.session({ database: 'neo4j' });
  try {
    const result = session.run(`EXPLAIN ${text}`, exampleParameters(statement, text));
    const keys = await result.keys();
    return { keys, plan: (await result.summary()).plan };
  } finally {
    await session.close();
  }
}

function listOperators(plan: Plan | false): readonly string[] {
  return listPlans(plan).map(({ operatorType }) => operatorType.replace(/@.*$/, ''));
}

function listPlans(plan: Plan | false): readonly Plan[] {
  if (plan === false) throw new Error('The server gave no plan');
  return [plan, ...plan.children.flatMap((child) => listPlans(child))];
}

const detailsOf = ({ arguments: { Details } }: Plan): string => String(Details);
