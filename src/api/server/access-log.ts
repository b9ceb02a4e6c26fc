import { ACCESS_CHAIN, buildEntry, type LoggedRequest } from '../../audit/access-entry.ts';
import { type Chain, openChain } from '../../chain/chain.ts';
import type { Graph } from '../../graph/graph.ts';
import type { AuditSettings } from '../../settings.ts';
import type { RequestContext } from '../context.ts';

/** What was asked needed no decision: who somebody is, or the schema. */
const UNDECIDED = { matter: null, decision: { key: '', policyVersion: '' } } as const;

/** Where every request is written down before its answer leaves. */
export class AccessLog {
  readonly #chain: Chain;

  constructor(chain: Chain) {
    this.#chain = chain;
  }

  /** Resolves when what the request read is on disk and vouched for. Throws LOG_UNAVAILABLE: then answer nothing. */
  write({ caller, use, entered }: RequestContext, request: LoggedRequest): Promise<void> {
    const { matter, decision } = entered ?? UNDECIDED;
    return this.#chain.append(buildEntry(use.summary({ caller, matter, decision }), request));
  }

  close(): Promise<void> {
    return this.#chain.close();
  }
}

/** Throws AUDIT_KEY, AUDIT_HEADS, LOG_BROKEN: whatever keeps requests from being accounted for keeps them out. */
export async function openAccessLog(
  context: { readonly graph: Graph; readonly clock: () => number },
  settings: AuditSettings,
): Promise<AccessLog> {
  return new AccessLog(await openChain(context, settings, ACCESS_CHAIN));
}
