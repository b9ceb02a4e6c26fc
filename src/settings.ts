import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { JingweiError } from './errors.ts';
import { ENTITY_KINDS, type EntityKind } from './intake/mapped.ts';

/** Everything that the surroundings decide, parsed once. Nothing else reads environment variables. */
export interface Settings {
  /** Absolute folder that holds the embedded store. */
  readonly home: string;
  /** Absolute folder for what can be fetched or made again: Neo4j's jars and Java's class archive. */
  readonly cache: string;
  readonly neo4j: Neo4jSettings;
  readonly http: HttpSettings;
  readonly auth: AuthSettings;
  readonly limits: LimitSettings;
  readonly audit: AuditSettings;
  readonly retention: { readonly keyFile: string };
  readonly access: AccessSettings;
  readonly reconcile: ReconcileSettings;
  readonly log: { readonly level: LogLevel };
}

export interface Neo4jSettings {
  /** Address of a running server; undefined means the embedded one. */
  readonly uri: string | undefined;
  readonly user: string;
  /** Only for a server named by `uri`; the embedded one makes its own. */
  readonly password: string | undefined;
  readonly database: string;
  /** An unpacked Neo4j distribution to use in place of the jars that Maven fetches. */
  readonly home: string | undefined;
  /** Bolt port of the embedded server; 0 chooses a free one and keeps it. */
  readonly port: number;
  readonly heapMegabytes: number | undefined;
  readonly pageCacheMegabytes: number | undefined;
  /** More flags for the embedded server's Java. */
  readonly jvmFlags: readonly string[];
  readonly replanMinutes: number;
  readonly javaHome: string | undefined;
}

export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  readonly requestSeconds: number;
  readonly corsOrigins: readonly string[];
  readonly bodyBytes: number;
  readonly uploadBytes: number;
}

export interface AuthSettings {
  /** Whether callers must bring a token. */
  readonly configured: boolean;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  readonly jwksUri: string | undefined;
  readonly publicKeyFile: string | undefined;
  readonly roleClaim: string;
}

export interface LimitSettings {
  readonly maxDepth: number;
  readonly maxCost: number;
  readonly maxPage: number;
  readonly maxLookup: number;
  readonly maxCount: number;
}

export interface AccessSettings {
  /** Folders of policies beside the product's own. */
  readonly policies: readonly string[];
  /** Least total that is told of what a caller may not see one by one. */
  readonly smallCount: number;
}

/** Which decisions wait for a second person. */
export interface ReconcileSettings {
  /** Mentions of the entities that a decision changes, above which it waits. */
  readonly secondPersonSize: number;
  /** Kinds of entity of which every decision waits. */
  readonly secondPersonKinds: readonly EntityKind[];
  /** How long an item of the review queue stays with whoever took it. */
  readonly leaseMinutes: number;
  /** Working days until a correction is due. */
  readonly correctionDays: number;
}

/** Where chains are vouched for, outside Neo4j. */
export interface AuditSettings {
  /** Absolute path of the private key that signs heads. */
  readonly keyFile: string;
  /** Absolute path of the file of signed heads. */
  readonly headsFile: string;
  readonly signSeconds: number;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One line of the documented table of settings. */
export interface SettingDescription {
  readonly name: string;
  /** As one would write it; undefined means unset. */
  readonly default: string | undefined;
  readonly meaning: string;
}

interface Variable<T> extends SettingDescription {
  readonly schema: z.ZodType<T>;
}

const text = z.string();
const address = z.url('is not an address such as https://host/path');
const whole = (least: number, most: number): z.ZodType<number> =>
  z.coerce
    .number(`is not a whole number from ${least} to ${most}`)
    .refine(
      (value) => Number.isInteger(value) && value >= least && value <= most,
      `is not a whole number from ${least} to ${most}`,
    );
const list = (separator: RegExp): z.ZodType<readonly string[]> =>
  text.transform((value) => value.split(separator).filter((part) => part !== ''));

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };
const bytes: z.ZodType<number> = text
  .regex(/^\d{1,12}[kmg]?$/i, 'is not a size such as 500k, 16m or 4g')
  .transform((value) => Number.parseInt(value, 10) * (UNITS[value.replace(/\d/g, '').toLowerCase()] ?? 1));

const variables: SettingDescription[] = [];

function variable<T>(
  name: string,
  schema: z.ZodType<T>,
  fallback: string | undefined,
  meaning: string,
): Variable<T> {
  const made = { name, schema, default: fallback, meaning };
  variables.push({ name, default: fallback, meaning });
  return made;
}

const HOME = variable('JINGWEI_HOME', text, '.jingwei', 'Folder of the embedded store.');
const CACHE = variable(
  'JINGWEI_CACHE',
  text,
  '~/.cache/jingwei',
  "Folder for what can be fetched again: Neo4j's jars and Java's class archive. Shared by all homes of one person.",
);
const LOG_LEVEL = variable(
  'JINGWEI_LOG_LEVEL',
  z.enum(LOG_LEVELS, `is not one of ${LOG_LEVELS.join(', ')}`),
  'info',
  `Least serious event that is logged: ${LOG_LEVELS.join(', ')}.`,
);
const URI = variable(
  'NEO4J_URI',
  text.regex(/^(bolt|neo4j)(\+s|\+ssc)?:\/\/\S+$/, 'does not start with bolt:// or neo4j://'),
  undefined,
  'A running Neo4j (bolt:// or neo4j://). Unset: an embedded one is started.',
);
const USER = variable('NEO4J_USER', text, 'neo4j', 'User name for NEO4J_URI.');
const PASSWORD = variable('NEO4J_PASSWORD', text, undefined, 'Password for NEO4J_URI.');
const DATABASE = variable('NEO4J_DATABASE', text, 'neo4j', 'Name of the database.');
const NEO4J_HOME = variable(
  'NEO4J_HOME',
  text,
  undefined,
  'An unpacked Neo4j 5.26 whose lib folder the embedded server runs from, so that Maven is not needed.',
);
const NEO4J_PORT = variable(
  'JINGWEI_NEO4J_PORT',
  whole(0, 65_535),
  '0',
  'Bolt port of the embedded server on loopback; 0 chooses a free one and keeps it for the next start.',
);
const HEAP = variable(
  'JINGWEI_NEO4J_HEAP',
  whole(256, 1_048_576),
  undefined,
  "Heap of the embedded server in megabytes. Unset: a quarter of the machine's memory, 512 to 8192.",
);
const PAGE_CACHE = variable(
  'JINGWEI_NEO4J_PAGE_CACHE',
  whole(16, 1_048_576),
  undefined,
  "Page cache of the embedded server in megabytes. Unset: a fifth of the machine's memory, 128 to 16384.",
);
const JVM_FLAGS = variable(
  'JINGWEI_NEO4J_JVM',
  list(/\s+/),
  '',
  "More flags for the embedded server's Java, separated by spaces.",
);
const REPLAN_MINUTES = variable(
  'JINGWEI_NEO4J_REPLAN',
  whole(1, 1_440),
  '1',
  'Minutes for which the embedded server keeps the plan of a statement at least, however much its store grows.',
);
const JAVA_HOME = variable('JAVA_HOME', text, undefined, 'Java 17 or 21. Unset: java from PATH.');
const HOST = variable(
  'JINGWEI_HOST',
  text,
  '127.0.0.1',
  'Address to listen on. Any other than loopback needs sign-in.',
);
const PORT = variable('JINGWEI_PORT', whole(0, 65_535), '4000', 'Port of the API; 0 chooses a free one.');
const REQUEST_SECONDS = variable(
  'JINGWEI_REQUEST_SECONDS',
  whole(1, 3600),
  '30',
  'Seconds after which a request is stopped, its statements included.',
);
const CORS = variable(
  'JINGWEI_CORS_ORIGINS',
  list(/[\s,]+/),
  '',
  'Origins whose pages may call the API, separated by commas.',
);
const BODY_BYTES = variable(
  'JINGWEI_BODY_BYTES',
  bytes,
  '4m',
  'Largest GraphQL request (k, m and g are understood).',
);
const UPLOAD_BYTES = variable('JINGWEI_UPLOAD_BYTES', bytes, '4g', 'Largest uploaded file.');
const ISSUER = variable(
  'JINGWEI_OIDC_ISSUER',
  address,
  undefined,
  'OpenID Connect issuer whose tokens are accepted; needed with its keys too. Unset: no sign-in, loopback only.',
);
const AUDIENCE = variable(
  'JINGWEI_OIDC_AUDIENCE',
  text,
  undefined,
  'Audience that a token must name; needed with an issuer or a key.',
);
const JWKS = variable(
  'JINGWEI_OIDC_JWKS_URI',
  address,
  undefined,
  "Address of the issuer's keys. Unset: discovered from the issuer.",
);
const PUBLIC_KEY = variable(
  'JINGWEI_OIDC_PUBLIC_KEY',
  text,
  undefined,
  'File with the public key (PEM) that signs tokens, in place of fetching keys.',
);
const ROLE_CLAIM = variable(
  'JINGWEI_OIDC_ROLE_CLAIM',
  text,
  'role',
  "Claim of a token that holds the caller's role.",
);
const MAX_DEPTH = variable('JINGWEI_MAX_DEPTH', whole(1, 100), '12', 'Deepest query that is answered.');
const MAX_COST = variable(
  'JINGWEI_MAX_COST',
  whole(1, 100_000_000),
  '50000',
  'Costliest query that is answered.',
);
const MAX_PAGE = variable('JINGWEI_MAX_PAGE', whole(1, 10_000), '500', 'Longest page of a list.');
const MAX_LOOKUP = variable(
  'JINGWEI_MAX_LOOKUP',
  whole(1, 100_000),
  '10000',
  'Most ids or identifiers looked up at once.',
);
const AUDIT_KEY = variable(
  'JINGWEI_AUDIT_KEY',
  text,
  undefined,
  'File with the Ed25519 key (PEM) that signs the log of access; made at the first start. Unset: `audit/signing-key.pem` in the home.',
);
const AUDIT_HEADS = variable(
  'JINGWEI_AUDIT_HEADS',
  text,
  undefined,
  'File that signed heads of the log are appended to, best on a disk that the database cannot reach. Unset: `audit/heads.ndjson` in the home.',
);
const AUDIT_SECONDS = variable(
  'JINGWEI_AUDIT_SECONDS',
  whole(1, 86_400),
  '300',
  'Seconds between two signed heads of a log that grows.',
);

const POLICIES = variable(
  'JINGWEI_POLICIES',
  list(/,/),
  '',
  "Folders of Cedar policies that hold beside the product's own, separated by commas.",
);
const SECOND_SIZE = variable(
  'JINGWEI_SECOND_PERSON_SIZE',
  whole(1, 1_000_000),
  '100',
  'A judgement, merge, split or undo that changes entities of more mentions than this waits for a second person.',
);
const SECOND_KINDS = variable(
  'JINGWEI_SECOND_PERSON_KINDS',
  list(/,/).pipe(z.array(z.enum(ENTITY_KINDS, `is not a list of ${ENTITY_KINDS.join(', ')}`))),
  '',
  'Kinds of entity of which every such decision waits for a second person, separated by commas, e.g. Person.',
);
const LEASE_MINUTES = variable(
  'JINGWEI_REVIEW_LEASE_MINUTES',
  whole(1, 1440),
  '15',
  'Minutes that an item of the review queue stays with the reviewer who took it.',
);
const CORRECTION_DAYS = variable(
  'JINGWEI_CORRECTION_DAYS',
  whole(1, 250),
  '10',
  'Working days, by the official holiday calendar, until a department has to answer a correction.',
);
const MAX_COUNT = variable(
  'JINGWEI_MAX_COUNT',
  whole(1, 1_000_000),
  '1000',
  'Highest total that a list counts to; what has more says so (1000+).',
);
const SMALL_COUNT = variable(
  'JINGWEI_SMALL_COUNT',
  whole(1, 1000),
  '10',
  'Totals of what a caller may not see one by one are told in steps of this, and none below it.',
);

const RETENTION_KEY = variable(
  'JINGWEI_RETENTION_KEY',
  text,
  undefined,
  'File with the secret by which erased rows are known again; made by the first erasure. Unset: `retention/key` in the home.',
);

/** All settings in the order of the documentation; `docs/settings.md` is held to this list. */
export function describeSettings(): readonly SettingDescription[] {
  return variables;
}

/**
 * Parses the environment. An empty value counts as unset.
 * Throws SETTING_INVALID, naming the variable; a password is never part of the message.
 */
export function loadSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const find = <T>(from: Variable<T>): T | undefined => {
    const value = env[from.name];
    return value === undefined || value === '' ? undefined : parse(from, value);
  };
  const get = <T>(from: Variable<T>): T => find(from) ?? parse(from, from.default ?? '');
  const findPath = (from: Variable<string>): string | undefined => {
    const folder = find(from);
    return folder === undefined ? undefined : resolve(folder);
  };

  const home = resolve(get(HOME));
  return {
    home,
    cache: findPath(CACHE) ?? join(homedir(), '.cache', 'jingwei'),
    neo4j: checked(
      {
        uri: find(URI),
        user: get(USER),
        password: find(PASSWORD),
        database: get(DATABASE),
        home: findPath(NEO4J_HOME),
        port: get(NEO4J_PORT),
        heapMegabytes: find(HEAP),
        pageCacheMegabytes: find(PAGE_CACHE),
        jvmFlags: get(JVM_FLAGS),
        replanMinutes: get(REPLAN_MINUTES),
        javaHome: findPath(JAVA_HOME),
      },
      (made) => made.uri !== undefined && made.password === undefined,
      PASSWORD.name,
      'it is needed with NEO4J_URI',
    ),
    http: {
      host: get(HOST),
      port: get(PORT),
      requestSeconds: get(REQUEST_SECONDS),
      corsOrigins: get(CORS),
      bodyBytes: get(BODY_BYTES),
      uploadBytes: get(UPLOAD_BYTES),
    },
    auth: loadAuth(find, get),
    limits: {
      maxDepth: get(MAX_DEPTH),
      maxCost: get(MAX_COST),
      maxPage: get(MAX_PAGE),
      maxLookup: get(MAX_LOOKUP),
      maxCount: get(MAX_COUNT),
    },
    access: {
      policies: get(POLICIES).map((folder) => resolve(folder)),
      smallCount: get(SMALL_COUNT),
    },
    reconcile: {
      secondPersonSize: get(SECOND_SIZE),
      secondPersonKinds: get(SECOND_KINDS),
      leaseMinutes: get(LEASE_MINUTES),
      correctionDays: get(CORRECTION_DAYS),
    },
    audit: {
      keyFile: findPath(AUDIT_KEY) ?? join(home, 'audit', 'signing-key.pem'),
      headsFile: findPath(AUDIT_HEADS) ?? join(home, 'audit', 'heads.ndjson'),
      signSeconds: get(AUDIT_SECONDS),
    },
    retention: { keyFile: findPath(RETENTION_KEY) ?? join(home, 'retention', 'key') },
    log: { level: get(LOG_LEVEL) },
  };
}

function loadAuth(
  find: <T>(from: Variable<T>) => T | undefined,
  get: <T>(from: Variable<T>) => T,
): AuthSettings {
  const publicKeyFile = find(PUBLIC_KEY);
  const issuer = find(ISSUER);
  const jwksUri = find(JWKS);
  const made = {
    configured: issuer !== undefined || jwksUri !== undefined || publicKeyFile !== undefined,
    issuer,
    audience: find(AUDIENCE),
    jwksUri,
    publicKeyFile: publicKeyFile === undefined ? undefined : resolve(publicKeyFile),
    roleClaim: get(ROLE_CLAIM),
  };
  const needs = 'it is needed with an issuer, its keys or a public key';
  checked(made, () => made.configured && made.issuer === undefined, ISSUER.name, needs);
  return checked(made, () => made.configured && made.audience === undefined, AUDIENCE.name, needs);
}

function parse<T>(from: Variable<T>, value: string): T {
  const parsed = from.schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new JingweiError('SETTING_INVALID', {
    name: from.name,
    reason: parsed.error.issues[0]?.message ?? 'it cannot be read',
  });
}

function checked<T>(made: T, broken: (made: T) => boolean, name: string, reason: string): T {
  if (broken(made)) throw new JingweiError('SETTING_INVALID', { name, reason });
  return made;
}

/** Has libraries run as they do in production, unless the environment says otherwise; they look once, when they are loaded. graphql-js checks every value twice without it. */
export function preferProduction(): void {
  process.env.NODE_ENV ??= 'production';
}
