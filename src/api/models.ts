import type { AccessLogEntryModel } from '../audit/list-access-log.ts';
import type { RestrictionModel } from '../audit/restriction.ts';
import type { SubjectAccessModel } from '../audit/subject-access-log.ts';
import type { LinkModel } from '../correlate/link.ts';
import type { DeliveryRef } from '../intake/delivery-model.ts';
import type { QuarantinedRowModel } from '../intake/list-quarantine.ts';
import type { MentionModel } from '../intake/mention.ts';
import type { RecordRef } from '../intake/record.ts';
import type { Connection } from '../page.ts';
import type { CorrectionModel } from '../reconcile/corrections/correction.ts';
import type { DiscrepancyModel } from '../reconcile/discrepancies/discrepancy.ts';
import type { JudgementModel } from '../reconcile/judgement.ts';
import type { KnownProblemModel } from '../reconcile/problems/known-problem.ts';
import type { ReviewItemModel } from '../reconcile/review/review-item.ts';
import type { EntityModel } from '../resolve/entity.ts';
import type { TimelineEntryModel } from '../resolve/entity-pages.ts';
import type { ComparedPart } from '../resolve/matching/explain-match.ts';
import type { SearchHitModel } from '../resolve/search-entities.ts';

/** Lists in the form of connections, by the type of their nodes. */
export type AccessLogList = Connection<AccessLogEntryModel>;
export type DeliveryList = Connection<DeliveryRef>;
export type CorrectionList = Omit<Connection<CorrectionModel>, 'totalCount' | 'totalCountText'>;
export type DiscrepancyList = Omit<Connection<DiscrepancyModel>, 'totalCount' | 'totalCountText'>;
export type EntityList = Connection<EntityModel>;
export type JudgementList = Omit<Connection<JudgementModel>, 'totalCount' | 'totalCountText'>;
export type KnownProblemList = Omit<Connection<KnownProblemModel>, 'totalCount' | 'totalCountText'>;
export type LinkList = Connection<LinkModel>;
export type MentionList = Connection<MentionModel>;
export type QuarantineList = Connection<QuarantinedRowModel>;
export type RecordList = Connection<RecordRef>;
export type RestrictionList = Connection<RestrictionModel>;
export type ReviewItemList = Omit<Connection<ReviewItemModel>, 'totalCount' | 'totalCountText'>;
export type SearchList = Connection<SearchHitModel>;
export type SubjectAccessList = Connection<SubjectAccessModel>;
export type TimelineList = Connection<TimelineEntryModel>;

/** One comparison of a match, with the mentions whose values were compared. */
export interface ComparedPartOf extends ComparedPart {
  readonly left: MentionModel;
  readonly right: MentionModel;
}

/** What became of one of many judgements; its id where it was taken in. */
export interface JudgementOutcomeOf {
  readonly place: number;
  readonly id: string | null;
  readonly repeated: boolean;
  readonly code: string | null;
  readonly message: string | null;
}
