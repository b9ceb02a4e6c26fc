import type { AccessUse } from '../access/access-use.ts';
import type { Caller, VerifiedIdentifier } from '../access/caller.ts';
import type { Context } from '../context.ts';
import { groupRows } from '../group-rows.ts';
import { type PeriodModel, toEnd, toInstant, toPeriod } from '../instant.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import type { DatasetCatalogue } from '../intake/dataset-model.ts';
import { findProvenMentions, type ProvenMention, type ProvenStatement } from './proven-mentions.ts';
import { readSubject } from './subject.ts';
import { readLooks, type SubjectAccessModel } from './subject-access-log.ts';
import type { Words } from './words.ts';

/** All that is held about a person, from whom, and what it was used for. */
export interface SubjectReportModel {
  /** UTC instant, ISO. */
  readonly at: string;
  readonly identifiers: readonly VerifiedIdentifier[];
  readonly holdings: readonly HoldingModel[];
  readonly uses: readonly UseModel[];
  /** Looks that `uses` sums up: the newest ones, at most {@link MOST_LOOKS}. */
  readonly looks: number;
}

/** What one record states, or stated, about the person. */
export interface HoldingModel {
  readonly id: string;
  readonly dataset: string;
  readonly datasetName: string;
  readonly department: string;
  readonly role: string;
  readonly statedAt: string;
  /** Whether a restriction or an objection of the person holds it back from use. */
  readonly restricted: boolean;
  readonly statements: readonly StatementModel[];
}

export interface StatementModel {
  readonly period: PeriodModel | null;
  readonly recordedFrom: string;
  /** Null: it is what the record states today. */
  readonly recordedTo: string | null;
  readonly values: readonly ValueModel[];
}

export interface ValueModel {
  readonly attribute: string;
  readonly dataClass: string;
  readonly value: string;
  /** As the department wrote it. */
  readonly original: string;
}

/** For what, and how often, one body looked. */
export interface UseModel {
  readonly body: Words;
  readonly reason: Words;
  readonly count: number;
  readonly first: string;
  readonly last: string;
}

export const MOST_LOOKS = 5_000;

type Asking = Context & { readonly caller: Caller; readonly use: AccessUse };

/** The report that a person may ask for about herself. Throws FORBIDDEN. */
export async function buildSubjectReport(
  context: Asking,
  subject: VerifiedIdentifier | null | undefined,
): Promise<SubjectReportModel> {
  const identifiers = readSubject(context, subject, []);
  const catalogue = await loadCatalogue(context);
  const mentions = await findProvenMentions(context, identifiers);
  const holdings = mentions.map((mention) => toHolding(context, catalogue, mention));
  const looks = await readLooks(context, mentions, null, Number.MAX_SAFE_INTEGER, BigInt(MOST_LOOKS));
  return {
    at: toInstant(context.clock()),
    identifiers,
    holdings,
    uses: sumUp(looks),
    looks: looks.length,
  };
}

function toHolding({ use }: Asking, catalogue: DatasetCatalogue, mention: ProvenMention): HoldingModel {
  const { id, record, dataset, role, statedAt, restricted } = mention;
  const known = catalogue.datasets.get(dataset);
  const classes = known?.classes.roles.get(role)?.attributes;
  use.mention(id, record, dataset);
  const toValues = ({ attributes }: ProvenStatement): readonly ValueModel[] =>
    attributes.map(({ name, value, original }) => {
      const dataClass = classes?.get(name) ?? 'sensitive';
      use.value(dataset, dataClass);
      return { attribute: name, dataClass, value, original };
    });
  return {
    ...{ id, dataset, role, restricted },
    datasetName: known?.name ?? dataset,
    department: known?.department.name ?? '',
    statedAt: toInstant(statedAt),
    statements: mention.statements.map((statement) => ({
      period: toPeriod(statement.validFrom, statement.validTo, statement.precision),
      recordedFrom: toInstant(statement.recordedFrom),
      recordedTo: toEnd(statement.recordedTo),
      values: toValues(statement),
    })),
  };
}

function sumUp(looks: readonly SubjectAccessModel[]): readonly UseModel[] {
  const groups = groupRows(looks, ({ body, reason }) => `${body.en}\u0000${reason.en}`);
  return [...groups.values()].flatMap((group) => {
    const [newest, oldest] = [group[0], group.at(-1)];
    if (newest === undefined || oldest === undefined) return [];
    const { body, reason } = newest;
    return [{ body, reason, count: group.length, first: toInstant(oldest.at), last: toInstant(newest.at) }];
  });
}
