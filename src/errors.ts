/**
 * The one table of errors. Every failure that a caller may see is a {@link JingweiError} with a code from here;
 * anything else is masked at the edge. `docs/errors.md` documents the same table, and a test holds the two together.
 */
interface ErrorEntry {
  /** HTTP status when the error ends a plain HTTP request. */
  readonly status: number;
  /** Exit code of the command line. */
  readonly exit: number;
  /** Message template; `{name}` is replaced from the error's details. */
  readonly message: string;
  /** What the person who sees it should do. */
  readonly remedy: string;
}

const entry = (status: number, exit: number, message: string, remedy: string): ErrorEntry => ({
  status,
  exit,
  message,
  remedy,
});

export const ERRORS = {
  // usage and settings
  USAGE: entry(400, 2, '{reason}', 'See `jingwei --help`.'),
  SETTING_INVALID: entry(
    500,
    2,
    'Setting {name} is not usable: {reason}',
    'Correct the environment variable.',
  ),
  NOT_FOUND: entry(404, 4, 'There is no {kind} {id} that you may see', 'Check the id.'),
  INTERNAL: entry(
    500,
    1,
    'Something went wrong on the server',
    'Try again; if it stays, give the request id to the operator.',
  ),
  AREA_UNKNOWN: entry(
    404,
    4,
    'No area that is known bore the code {code} {when}',
    'Ask `areas` for its code; `jingwei areas FILE` takes a file of areas in.',
  ),
  // embedded server and graph
  JAVA_MISSING: entry(
    503,
    10,
    'No Java was found',
    'Install Java 17 or 21, or set JAVA_HOME, or set NEO4J_URI to a running server.',
  ),
  JAVA_VERSION: entry(
    503,
    10,
    'Java {version} cannot run Neo4j 5.26',
    'Install Java 17 or 21, or set JAVA_HOME to one.',
  ),
  MAVEN_MISSING: entry(
    503,
    10,
    'No Maven was found to fetch Neo4j with',
    'Install Maven, or set NEO4J_HOME to an unpacked Neo4j 5.26, or set NEO4J_URI.',
  ),
  NEO4J_DOWNLOAD: entry(
    503,
    10,
    'Neo4j could not be fetched: {reason}',
    'Check the network and the Maven settings, then start again; nothing half-fetched is kept.',
  ),
  NEO4J_PORT_TAKEN: entry(
    503,
    10,
    'Port {port} is taken by another program',
    'Stop that program, or set JINGWEI_NEO4J_PORT to a free port.',
  ),
  PORT_TAKEN: entry(
    503,
    10,
    'Port {port} is taken by another program',
    'Stop that program, or set JINGWEI_PORT to a free port.',
  ),
  NEO4J_START: entry(503, 10, 'Neo4j did not start: {reason}', 'Read {log}.'),
  DISK_FULL: entry(
    507,
    11,
    'The disk that holds {path} is full',
    'Free some space, then start again; nothing is lost.',
  ),
  HOME_UNUSABLE: entry(
    503,
    10,
    '{path} cannot be used: {reason}',
    'Set JINGWEI_HOME to a folder that you may write to.',
  ),
  FOLDER_UNWRITABLE: entry(
    500,
    11,
    '{path} cannot be written: {reason}',
    'Name a folder that you may write to.',
  ),
  GRAPH_UNREACHABLE: entry(
    503,
    10,
    'Neo4j does not answer at {uri}',
    'Check that the server runs and that NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD are right.',
  ),
  GRAPH_CREDENTIALS: entry(
    503,
    10,
    'Neo4j refused the user name or password',
    'Set NEO4J_USER and NEO4J_PASSWORD.',
  ),
  GRAPH_VERSION: entry(503, 10, 'Neo4j {version} is not supported', 'Use Neo4j 5.26 or a later 5.x.'),
  MIGRATION_CHANGED: entry(
    503,
    10,
    'Migration {name} was changed after it was applied',
    'Restore the file and write a new migration instead.',
  ),
  MIGRATION_UNKNOWN: entry(
    503,
    10,
    'The graph was written by a newer version (migration {name})',
    'Run that version or a later one.',
  ),
  GRAPH_BUSY: entry(503, 12, 'The graph is busy: {reason}', 'Try again in a moment.'),
  // contracts and mappings
  CONTRACT_INVALID: entry(
    422,
    3,
    '{file}:{line}:{column} {reason}',
    'Correct the contract; `jingwei check` shows every problem at once.',
  ),
  CONTRACT_VERSION: entry(
    422,
    3,
    '{file}:{line}:{column} apiVersion {version} is not supported',
    'Write the contract in Open Data Contract Standard v3.1.',
  ),
  MAPPING_INVALID: entry(
    422,
    3,
    '{file}:{line}:{column} {reason}',
    'Correct the mapping; `jingwei check` shows every problem at once.',
  ),
  DATASET_UNKNOWN: entry(
    404,
    4,
    'There is no dataset {dataset} that you may see',
    'Take its contract in first: `jingwei intake CONTRACT FILE`.',
  ),
  // deliveries
  FILE_UNREADABLE: entry(
    422,
    3,
    '{file} cannot be read: {reason}',
    'Check the file and its format in the contract.',
  ),
  FILE_FORMAT: entry(
    422,
    3,
    '{file} is not readable as {format}: {reason}',
    'Name the right format in the contract, or deliver the file in the one it names.',
  ),
  FILE_ENCODING: entry(
    422,
    3,
    '{file} is not {encoding}; it looks like {guess}',
    'Declare the encoding in the contract (customProperties, encoding).',
  ),
  FILE_UNCONVERTED: entry(
    422,
    3,
    '{file} is not {encoding}; it looks like {guess}, which no contract can declare',
    'Convert the file to UTF-8, then deliver it again.',
  ),
  LIMIT_EXCEEDED: entry(413, 3, '{what} is larger than the limit of {limit}', 'Deliver it in smaller parts.'),
  DELIVERY_IN_PROGRESS: entry(
    409,
    5,
    'Another delivery of {dataset} is being applied, or has just been',
    'Wait until {delivery} has ended, then try again.',
  ),
  DELIVERY_STATE: entry(
    409,
    5,
    'Delivery {delivery} is {state}, so it cannot be {action}',
    'See `jingwei status`.',
  ),
  DELIVERY_NOT_LATEST: entry(
    409,
    5,
    'Delivery {delivery} is not the latest of its dataset',
    'Undo the later deliveries first: {later}.',
  ),
  QUARANTINE_STATE: entry(
    409,
    5,
    'Quarantined row {id} is {state}',
    'List the open ones with `quarantine(state: OPEN)`.',
  ),
  // resolution
  RESOLUTION_RUNNING: entry(
    409,
    5,
    'Resolution is at work already ({work})',
    'Wait until it has ended; `jingwei resolve status` tells.',
  ),
  MODEL_MISSING: entry(
    409,
    5,
    'There is no model that this version can use',
    'Train one: `jingwei resolve train`.',
  ),
  // what people decide
  JUDGEMENT_STATE: entry(
    409,
    5,
    'Judgement {id} is {state}, so it cannot be {action}',
    'See it with the query judgement.',
  ),
  JUDGEMENT_BLOCKED: entry(
    409,
    5,
    'Judgement {id} cannot be undone: later ones stand in the way: {later}',
    'Revoke those first, or leave it.',
  ),
  CORRECTION_STATE: entry(
    409,
    5,
    '{what} {id} is {state}, so it cannot be {action}',
    'See it with the query corrections or discrepancy.',
  ),
  CORRECTION_EDITED: entry(
    409,
    5,
    'The row of correction {id} is not as it went out',
    'Fill in its answer, value and evidence alone; export the sheet again where the row is lost.',
  ),
  EVIDENCE_CHANGED: entry(409, 5, 'What {id} says is no longer what you saw', 'Look again, then decide.'),
  SECOND_REVIEWER: entry(
    403,
    6,
    'Judgement {id} has to be approved by another person than the one who asked for it',
    'Ask a colleague to approve it.',
  ),
  PROBLEM_STATE: entry(
    409,
    5,
    'Known problem {id} is {state}, so it cannot be {action}',
    'See it with the query knownProblem.',
  ),
  REVIEW_LEASE: entry(
    409,
    5,
    'Item {id} is not in your hands: {reason}',
    'Take it again with the mutation takeReviewItems.',
  ),
  // requests
  UNAUTHENTICATED: entry(
    401,
    6,
    'The request carries no usable identity: {reason}',
    'Send a valid bearer token.',
  ),
  KEYS_UNAVAILABLE: entry(
    503,
    12,
    'No token can be checked, because the issuer does not help: {reason}',
    'Try again in a moment; if it stays, check the JINGWEI_OIDC_ settings and the issuer.',
  ),
  HOST_REFUSED: entry(
    421,
    6,
    'The request is not addressed to this server',
    'Without sign-in, call it by the address that it prints when it starts.',
  ),
  ORIGIN_REFUSED: entry(
    403,
    6,
    'Pages of another origin may not call this server',
    'Add the origin to JINGWEI_CORS_ORIGINS.',
  ),
  METHOD_REFUSED: entry(405, 2, 'Only {allowed} is answered here', 'Send the request by {allowed}.'),
  FORBIDDEN: entry(403, 6, 'Your role {role} may not do this', 'Ask for the role {needed}.'),
  POLICY_INVALID: entry(
    500,
    3,
    'The policy {file} is not usable: {reason}',
    'Correct it; `jingwei policy test` shows what it decides.',
  ),
  MATTER_REQUIRED: entry(
    403,
    6,
    'Personal data is read under a matter only, and this request names none',
    'Open one with the mutation openMatter, let a second person approve it with approveMatter, then name it in the header x-jingwei-matter or the argument matter.',
  ),
  MATTER_UNUSABLE: entry(
    403,
    6,
    'There is no open matter {matter} that you may use',
    'List yours with the query matters; open or extend one with the mutations openMatter and extendMatter.',
  ),
  MATTER_TOO_WIDE: entry(
    422,
    6,
    'The subjects, period and place of matter {matter} hold more than {limit} records',
    'Open one with a narrower scope, or one over whole datasets.',
  ),
  MATTER_STATE: entry(
    409,
    5,
    'Matter {matter} is {state}, so it cannot be {action}',
    'See it with the query matter.',
  ),
  SECOND_PERSON: entry(
    403,
    6,
    'Matter {matter} has to be approved by another person than the one who opened it',
    'Ask a colleague to approve it.',
  ),
  DOCUMENT_UNTRUSTED: entry(
    403,
    6,
    'An app runs only documents that were trusted beforehand: {reason}',
    'Send extensions.persistedQuery with version 1 and the sha256Hash of a document that `jingwei app trust` took in.',
  ),
  RATE_LIMITED: entry(
    429,
    12,
    'The queries of this app cost more than {limit} in a minute',
    'Try again in {seconds} seconds, or ask for less.',
  ),
  RETENTION_KEY: entry(
    500,
    11,
    'The key of erased rows in {file} cannot be used: {reason}',
    'Put the key back that rows were erased with, mode 600; without it erased rows would return.',
  ),
  APP_STATE: entry(409, 5, 'App {app} is {state}, so it cannot be {action}', 'See `jingwei app list`.'),
  MANIFEST_INVALID: entry(
    422,
    3,
    '{file} is not a manifest of documents that can be trusted: {reason}',
    'Make it anew from the documents of the app, against the schema of this server.',
  ),
  BAD_INPUT: entry(400, 2, '{reason}', 'Correct the argument {argument}.'),
  CURSOR_INVALID: entry(400, 2, 'The cursor does not belong to this list', 'Start from the first page.'),
  QUESTION_TOO_WIDE: entry(
    422,
    2,
    'More than {limit} {what} lie there and then',
    'Ask for a smaller place, a shorter period, or fewer datasets.',
  ),
  QUERY_TOO_DEEP: entry(400, 2, 'The query is deeper than {limit} levels', 'Ask for fewer levels.'),
  QUERY_TOO_COSTLY: entry(
    400,
    2,
    'The query costs {cost}, more than the limit of {limit}',
    'Ask for smaller pages or fewer fields.',
  ),
  QUERY_TOO_LARGE: entry(
    400,
    2,
    'The query has {count} {what}, more than the limit of {limit}',
    'Ask in several requests.',
  ),
  QUERY_INVALID: entry(400, 2, '{reason}', 'Correct the query.'),
  TIMEOUT: entry(
    504,
    12,
    'The request took longer than {seconds} seconds and was stopped',
    'Ask for less at once.',
  ),
  RESTRICTION_STATE: entry(
    409,
    5,
    'There is no restriction {id} that waits for a decision',
    'List the open ones with `restrictions(state: OPEN)`.',
  ),
  // the log of who read what
  LOG_UNAVAILABLE: entry(
    503,
    12,
    'The log of access cannot be written, so nothing is answered',
    'Try again in a moment; if it stays, tell the operator.',
  ),
  LOG_BROKEN: entry(
    503,
    13,
    'The chain {chain} is not the one that was signed: {reason}',
    'Run `jingwei audit verify`. After restoring an older backup: `jingwei audit acknowledge --reason TEXT`.',
  ),
  AUDIT_KEY: entry(
    503,
    13,
    'The key that signs the log, {file}, cannot be used: {reason}',
    'Put the right key back; if it is lost: `jingwei audit rotate --lost --reason TEXT`.',
  ),
  AUDIT_HEADS: entry(
    503,
    13,
    'The signed heads in {file} cannot be used: {reason}',
    'Set JINGWEI_AUDIT_HEADS to a file on a disk with space that only this account may write to.',
  ),
  BACKUP_INVALID: entry(
    422,
    3,
    '{file} is not a backup that this version can restore: {reason}',
    'Use a backup made by `jingwei backup`.',
  ),
  RESTORE_NOT_EMPTY: entry(409, 5, 'The store in {path} is not empty', 'Restore into an empty JINGWEI_HOME.'),
  RESTORE_UNFINISHED: entry(
    409,
    5,
    'The store in {path} was left half restored',
    'Give `jingwei restore` the file again: it starts over.',
  ),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** An error that may be shown to a caller: a stable code, a message from the table, and what to do about it. */
export class JingweiError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly remedy: string;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(fill(ERRORS[code].message, details), cause === undefined ? undefined : { cause });
    this.name = 'JingweiError';
    this.code = code;
    this.details = details;
    this.remedy = fill(ERRORS[code].remedy, details);
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  get exit(): number {
    return ERRORS[this.code].exit;
  }
}

function fill(template: string, details: ErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
}
