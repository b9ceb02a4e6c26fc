import { getNamedType, isLeafType, isNonNullType, isObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { buildSchema } from '../../src/api/build-schema.ts';

/**
 * What every field of the schema that gives a value tells, in the words that the columns of statements have, and three more:
 * - `id`, `existence`: that a thing is there, its kind, period and place: guarded with the thing itself
 * - `count`: how many there are of what may be seen; of what may not, in steps
 * - `name`, `value`: what a department stated: as protected as its column, withheld or left out field by field
 * - `open`: for every caller: the catalogue, contracts, the caller himself and his own request
 * - `role`: for those alone whom its root lets in by their role, or by their part in it
 */
const CLASSES: Readonly<Record<string, Partial<Record<Told, string>>>> = {
  AccessExplanation: { open: 'class seen code needed' },
  AccessLogEdge: { role: 'cursor' },
  AccessLogEntry: {
    role: 'sequence at caller role department matter kind operation fields outcome subjects datasets classes size policyVersion request',
  },
  Area: { open: 'code name level fromYear toYear' },
  AreaCover: { open: 'fromYear toYear certainty shapes' },
  AreaSuccession: { open: 'year' },
  Caller: { open: 'user role department' },
  Claim: { value: 'attribute kind scheme value preferred flags knownProblem' },
  ClaimChange: { existence: 'change' },
  Companion: { count: 'observed expected pValue log10PValue places', existence: 'firstMet lastMet' },
  ClaimConfirmation: { value: 'state by since' },
  ClaimSource: { value: 'mention original statedAt recordedFrom knownProblem' },
  Companions: { count: 'moments met totalCount', existence: 'isCut' },
  ComparedPart: { value: 'id kind level weight frequency' },
  Comparison: { existence: 'isCut' },
  Crossing: { existence: 'isCut' },
  CrossingConnection: { count: 'totalCount totalCountText' },
  CrossingEdge: { open: 'cursor' },
  CrossingPoint: { existence: 'at', count: 'entities places occasions agree disagree' },
  Unlinked: { count: 'all unlinked noIdentifier noCoordinate outOfPeriod' },
  Consistency: { open: 'entityKind attribute kind scheme', count: 'compared agree differ share' },
  Confirmation: {
    role: 'id attribute kind state department by at reason endedBy endedAt endReason',
  },
  ConfirmationUse: { open: 'id' },
  ConfirmedAttributes: { open: 'kind attributes' },
  CoPresence: { existence: 'at certainty' },
  CoPresences: { count: 'totalCount', existence: 'isCut' },
  Correction: {
    role: 'id entityKind attribute kind scheme severity state isOverdue dueOn sentAt sentBy note answeredAt answeredBy endedAt endedBy',
    value: 'evidence value',
  },
  CorrectionEdge: { role: 'cursor' },
  Dataset: { open: 'id name description sharing derivedFrom contract mapping', count: 'recordCount' },
  DecisionEffect: { role: 'created merged split moved' },
  DecisionPreview: { role: 'state contradicts evidence' },
  Delivery: {
    id: 'id',
    existence: 'kind mode state statedAt receivedAt seconds notes',
    count: 'rows accepted unchanged versions quarantined ended',
  },
  DeliveryConnection: { count: 'totalCount totalCountText' },
  DeliveryEdge: { id: 'cursor' },
  DeliveryReport: { role: 'rows accepted unchanged versions quarantined ended held notes seconds' },
  Density: { existence: 'cell begins', count: 'count' },
  Department: { open: 'id name' },
  DepartmentWork: { count: 'openCorrections overdueCorrections' },
  Discrepancy: {
    id: 'id openedBy closedBy',
    existence: 'entityKind attribute kind scheme severity state since closedAt closedReason',
  },
  DiscrepancyEdge: { id: 'cursor' },
  Encounter: { existence: 'at certainty minutesApart', value: 'distanceMeters' },
  Encounters: { count: 'totalCount moments', existence: 'isCut' },
  Entity: { id: 'id', existence: 'kind type recordedFrom', name: 'name', count: 'evidence' },
  EntityCandidate: { value: 'mention other bits probability' },
  EntityConnection: { count: 'totalCount totalCountText' },
  EntityEdge: { name: 'cursor' },
  EntityEvent: { existence: 'type at' },
  EntityEvents: { count: 'created joined merged split needsAttention', existence: 'isCut' },
  Gap: { existence: 'from to' },
  HeldReason: { existence: 'code text' },
  IdentityEvent: { id: 'id run entities judgement knownProblem', existence: 'type at reasons' },
  Judgement: {
    role: 'id act verdict state kind reason by at models evidence contradicts approvedBy approvedAt endingBy endingReason endedBy endApprovedBy endedAt endReason',
  },
  JudgementEdge: { role: 'cursor' },
  JudgementOutcome: { role: 'place repeated code message' },
  KnownProblem: {
    role: 'id scope state attribute kind scheme dataset department reason by at confirmedBy confirmedAt endedBy endedAt endReason occurrences',
    value: 'value',
  },
  KnownProblemCount: { role: 'dataset department problems returns standing' },
  KnownProblemEdge: { role: 'cursor' },
  KnownProblemReturn: {
    role: 'mention delivery dataset at times newPeriod newEvidence releasedBy releasedAt',
  },
  LeftOut: { count: 'entities hubs', existence: 'isCut' },
  Link: { existence: 'type', count: 'support' },
  LinkChange: { existence: 'change' },
  LinkConnection: { count: 'totalCount totalCountText' },
  LinkEdge: { id: 'cursor' },
  Location: {
    value: 'longitude latitude originalLongitude originalLatitude',
    existence: 'coordinateSystem flags',
  },
  LookupResult: { open: 'asked' },
  Match: { id: 'model', value: 'isOneEntity priorBits relativesBits bits probability averageBits' },
  Matter: {
    role: 'id title legalBasis state openedBy openedAt endsAt reasonEn reasonZh concealedUntil datasets classes people subjects',
  },
  MatterApproval: { role: 'by at' },
  MatterPlace: { role: 'longitude latitude radiusMeters' },
  Mention: { id: 'id', existence: 'role itemKey kind type recordedFrom recordedTo', name: 'name' },
  MentionAttribute: { value: 'name kind scheme list value original flags' },
  MentionConnection: { count: 'totalCount totalCountText' },
  MentionEdge: { id: 'cursor' },
  MentionMove: { role: 'mention from to' },
  Model: { open: 'id kind version state trainedAt seconds prior data', count: 'mentions candidates matches' },
  ModelComparison: { open: 'id kind attributes' },
  ModelLevel: { open: 'label m u bits relativesBits' },
  Mutation: { role: 'dismissQuarantined' },
  Neighbour: { existence: 'hops', count: 'cost' },
  Occasion: { existence: 'minutes', value: 'probability' },
  OccasionEvidence: { value: 'of level bits' },
  Occasions: {
    count: 'totalCount events eventsFound expected foundByShift pValue log10PValue',
    open: 'shiftsInDays',
    existence: 'isCut',
  },
  PageInfo: { existence: 'hasNextPage hasPreviousPage', name: 'startCursor endCursor' },
  Path: { count: 'cost' },
  Paths: { existence: 'hasMore cutBy', count: 'hubs entitiesRead' },
  Period: { existence: 'from to precision' },
  PolicyReason: { open: 'id reason' },
  Presence: { existence: 'at certainty', value: 'distanceMeters' },
  PresenceConnection: { count: 'totalCount totalCountText' },
  PresenceEdge: { id: 'cursor' },
  QuarantinedRow: { id: 'id', existence: 'state line rule column', value: 'value reason row' },
  QuarantinedRowConnection: { count: 'totalCount totalCountText' },
  QuarantinedRowEdge: { id: 'cursor' },
  Record: { id: 'id key', existence: 'statedAt recordedFrom recordedTo cell', value: 'rows' },
  RecordChange: { existence: 'change' },
  RecordConnection: { count: 'totalCount totalCountText' },
  RecordEdge: { id: 'cursor' },
  RecordVersion: { existence: 'version statedAt recordedFrom recordedTo', value: 'rows' },
  Restriction: { role: 'id kind state reason raisedAt decidedAt decision mentions' },
  RestrictionEdge: { role: 'cursor' },
  ReviewItem: {
    role: 'id kind reason state entityKind openedAt leasedBy leasedUntil endedBy endedAt endReason',
    value: 'worth bits probability distanceMeters overlapDays',
  },
  ReviewItemEdge: { role: 'cursor' },
  SearchConnection: { count: 'totalCount totalCountText' },
  SearchEdge: { value: 'cursor' },
  SearchHit: { value: 'score' },
  SubjectAccess: { role: 'at' },
  SubjectAccessEdge: { role: 'cursor' },
  SubjectHolding: { role: 'id dataset datasetName department role statedAt restricted' },
  SubjectReport: { role: 'at looks' },
  SubjectStatement: { role: 'recordedFrom recordedTo' },
  SubjectUse: { role: 'count first last' },
  SubjectValue: { role: 'attribute dataClass value original' },
  TimelineConnection: { count: 'totalCount totalCountText' },
  TimelineEdge: { id: 'cursor' },
  TimelineEntry: { existence: 'roles' },
  TrainedOn: { open: 'dataset', count: 'mentions' },
  WhyNot: { value: 'code bits' },
  Words: { role: 'en zh' },
};
type Told = 'id' | 'existence' | 'count' | 'name' | 'value' | 'open' | 'role';

/** Where a withheld value is no null: the whole item is left out of its list, or its cells are null. */
const LEFT_OUT = [
  ...[
    'Claim',
    'ClaimConfirmation',
    'ClaimSource',
    'ComparedPart',
    'Encounter',
    'EntityCandidate',
    'Match',
    'MentionAttribute',
    'Occasion',
    'OccasionEvidence',
    'SearchHit',
    'WhyNot',
  ],
  ...['EntityEdge.cursor', 'SearchEdge.cursor', 'Record.rows', 'RecordVersion.rows', 'QuarantinedRow.row'],
  // A record is as protected as its place: without it, it is not there.
  'Location',
];

const FIELDS = Object.values(buildSchema().getTypeMap()).flatMap((type) =>
  isObjectType(type) && !type.name.startsWith('__')
    ? Object.values(type.getFields())
        .filter((field) => isLeafType(getNamedType(field.type)))
        .map((field) => ({ type: type.name, field }))
    : [],
);

it('every field that gives a value has a declared class, one', () => {
  const declared = Object.entries(CLASSES).flatMap(([type, told]) =>
    Object.values(told).flatMap((names) => names.split(' ').map((name) => `${type}.${name}`)),
  );
  expect(declared.sort()).toEqual(FIELDS.map(({ type, field }) => `${type}.${field.name}`).sort());
});

it('every field that can be withheld can be null, or stands in what is left out whole', () => {
  const fixed = FIELDS.filter(({ type, field }) => {
    const { name = '', value = '' } = CLASSES[type] ?? {};
    const isProtected = `${name} ${value}`.split(' ').includes(field.name);
    const isLeftOut = LEFT_OUT.includes(type) || LEFT_OUT.includes(`${type}.${field.name}`);
    return isProtected && !isLeftOut && isNonNullType(field.type);
  });
  expect(fixed.map(({ type, field }) => `${type}.${field.name}`)).toEqual([]);
});
