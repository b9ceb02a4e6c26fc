import type DataLoader from 'dataloader';
import type { ReadContext } from '../../access/access.ts';
import type { AsOf } from '../../as-of.ts';
import type { OccasionModel } from '../../correlate/occasions/find-occasions.ts';
import { listEntityOccasions } from '../../correlate/occasions/list-entity-occasions.ts';
import { countRecordsOf } from '../../intake/count-dataset-records.ts';
import type { DeliveryModel } from '../../intake/delivery-model.ts';
import { findMentions, listMentionsOfRecords } from '../../intake/find-mentions.ts';
import { findRecords } from '../../intake/find-records.ts';
import { findDeliveries, findLatestDeliveries } from '../../intake/list-deliveries.ts';
import { listRowsOfRecords, type RowsOfRecord } from '../../intake/list-record-rows.ts';
import { listVersionsOfRecords, type RecordVersionModel } from '../../intake/list-record-versions.ts';
import type { MentionModel } from '../../intake/mention.ts';
import type { RecordModel } from '../../intake/record.ts';
import type { CorrectionModel } from '../../reconcile/corrections/correction.ts';
import { countOpenCorrections, findCorrectionsOf } from '../../reconcile/corrections/list-corrections.ts';
import type { DiscrepancyModel } from '../../reconcile/discrepancies/discrepancy.ts';
import {
  findDiscrepanciesOf,
  listOpenDiscrepancies,
} from '../../reconcile/discrepancies/list-discrepancies.ts';
import type { JudgementModel } from '../../reconcile/judgement.ts';
import { findJudgementsOf } from '../../reconcile/judgement-store.ts';
import { findProblems, type KnownProblemModel } from '../../reconcile/problems/known-problem.ts';
import type { ReviewItemModel } from '../../reconcile/review/review-item.ts';
import { findReviewItemsOf } from '../../reconcile/review/review-queue.ts';
import type { ClaimModel } from '../../resolve/claim.ts';
import type { EntityModel } from '../../resolve/entity.ts';
import { type DeliveryEventCounts, readEntityEvents } from '../../resolve/entity-events.ts';
import {
  countEvidence,
  findEntities,
  findEntityDatasets,
  findMentionEntities,
  findNames,
} from '../../resolve/find-entities.ts';
import { findProfiles } from '../../resolve/find-profiles.ts';
import { findIdentityEvents, type IdentityEventModel } from '../../resolve/identity-event.ts';
import { listClaims } from '../../resolve/list-claims.ts';
import { type CandidateModel, findCandidatesOf } from '../../resolve/matching/list-candidates.ts';
import { batchOne, batchOr } from './batch.ts';
import { EntityLists } from './entity-lists.ts';
import { SourceLists } from './source-lists.ts';

/** Batched reads of one request on one pair of axes: whatever many objects of a page ask for is one statement. */
export interface Loaders {
  readonly deliveries: DataLoader<string, DeliveryModel | null>;
  readonly latestDeliveries: DataLoader<string, string | null>;
  readonly deliveryEvents: DataLoader<string, DeliveryEventCounts | null>;
  /** How many records datasets state, as exactly as the caller may know. */
  readonly recordCounts: DataLoader<string, number | null>;
  readonly records: DataLoader<string, RecordModel | null>;
  readonly recordRows: DataLoader<string, RowsOfRecord>;
  readonly recordVersions: DataLoader<string, readonly RecordVersionModel[]>;
  readonly recordMentions: DataLoader<string, readonly MentionModel[]>;
  readonly mentions: DataLoader<string, MentionModel | null>;
  readonly mentionEntities: DataLoader<string, string | null>;
  readonly entities: DataLoader<string, EntityModel | null>;
  readonly names: DataLoader<string, string>;
  readonly evidence: DataLoader<string, number>;
  readonly claims: DataLoader<string, readonly ClaimModel[]>;
  readonly entityDatasets: DataLoader<string, readonly string[]>;
  readonly identityEvents: DataLoader<string, readonly IdentityEventModel[]>;
  readonly occasions: DataLoader<string, readonly OccasionModel[]>;
  readonly candidates: DataLoader<string, readonly CandidateModel[]>;
  readonly judgements: DataLoader<string, JudgementModel | null>;
  readonly corrections: DataLoader<string, CorrectionModel | null>;
  readonly openCorrections: DataLoader<string, { readonly open: number; readonly overdue: number }>;
  readonly discrepancies: DataLoader<string, DiscrepancyModel | null>;
  readonly entityDiscrepancies: DataLoader<string, readonly DiscrepancyModel[]>;
  readonly knownProblems: DataLoader<string, KnownProblemModel | null>;
  readonly reviewItems: DataLoader<string, ReviewItemModel | null>;
  /** One entity whose claims are going to be asked for: both are read in one statement. */
  profile(id: string): Promise<EntityModel | null>;
  /** The lists that entities have, page by page. */
  readonly lists: EntityLists;
  /** The lists that datasets and departments have. */
  readonly sourceLists: SourceLists;
}

export function createLoaders(context: ReadContext, asOf: AsOf): Loaders {
  const profiles = batchOne((ids) => findProfiles(context, asOf, ids));
  const claims = batchOr<readonly ClaimModel[]>([], (ids) => listClaims(context, asOf, ids));
  return {
    deliveries: batchOne((ids) => findDeliveries(context, ids)),
    recordCounts: batchOne((ids) => countRecordsOf(context, ids)),
    deliveryEvents: batchOne((ids) => readEntityEvents(context, ids)),
    latestDeliveries: batchOne((datasets) => findLatestDeliveries(context, datasets)),
    records: batchOne((ids) => findRecords(context, asOf, ids)),
    recordRows: batchOr<RowsOfRecord>({ rows: [], inScope: false }, (ids) =>
      listRowsOfRecords(context, asOf, ids),
    ),
    recordVersions: batchOr([], (ids) => listVersionsOfRecords(context, asOf, ids)),
    recordMentions: batchOr([], (ids) => listMentionsOfRecords(context, asOf, ids)),
    mentions: batchOne((ids) => findMentions(context, asOf, ids)),
    mentionEntities: batchOne((ids) => findMentionEntities(context, asOf, ids)),
    entities: batchOne((ids) => findEntities(context, asOf, ids)),
    names: batchOr('', (ids) => findNames(context, asOf, ids)),
    evidence: batchOr(0, (ids) => countEvidence(context, asOf, ids)),
    claims,
    profile: async (id) => {
      const profile = await profiles.load(id);
      if (profile !== null) claims.prime(profile.entity.id, profile.claims);
      return profile?.entity ?? null;
    },
    entityDatasets: batchOr([], (ids) => findEntityDatasets(context, asOf, ids)),
    identityEvents: batchOr([], (ids) => findIdentityEvents(context, asOf, ids)),
    occasions: batchOr([], (ids) => listEntityOccasions(context, asOf, ids)),
    candidates: batchOr([], (ids) => findCandidatesOf(context, ids)),
    corrections: batchOne((ids) => findCorrectionsOf(context, ids)),
    openCorrections: batchOr({ open: 0, overdue: 0 }, (ids) => countOpenCorrections(context, ids)),
    discrepancies: batchOne((ids) => findDiscrepanciesOf(context, ids)),
    entityDiscrepancies: batchOr([], (ids) => listOpenDiscrepancies(context, ids)),
    knownProblems: batchOne((ids) => findProblems(context, ids)),
    reviewItems: batchOne((ids) => findReviewItemsOf(context, ids)),
    judgements: batchOne((ids) => findJudgementsOf(context, ids)),
    lists: new EntityLists(context, asOf),
    sourceLists: new SourceLists(context),
  };
}
