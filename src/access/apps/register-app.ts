import { type Context, now } from '../../context.ts';
import { JingweiError } from '../../errors.ts';
import { registerApp as registerAppStatement } from '../../generated/statements.ts';
import { OPEN_END, type Properties, toDateTime } from '../../graph/values.ts';
import { type AppKey, createAppKey } from './app-key.ts';
import { parseScope } from './scope.ts';

export interface Registration {
  /** What it is called for good; the issuer's `client_id` where it signs in there. */
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
  readonly scopes: readonly string[];
  readonly costPerMinute: number;
}

const ID = /^[\w][\w.:-]{1,127}$/;

/** Makes an app known and gives its first key, which is stored nowhere. Throws BAD_INPUT and APP_STATE. */
export async function registerApp(context: Context, registration: Registration): Promise<AppKey> {
  const { id, scopes } = registration;
  if (!ID.test(id))
    throw new JingweiError('BAD_INPUT', {
      reason: 'the id of an app has 2 to 128 letters, digits and . : _ -',
      argument: 'app',
    });
  if (scopes.length === 0)
    throw new JingweiError('BAD_INPUT', {
      reason: 'an app without a scope can do nothing',
      argument: 'scope',
    });
  for (const scope of scopes) parseScope(scope);
  const key = createAppKey();
  const app = { ...registration, costPerMinute: BigInt(registration.costPerMinute) };
  const made = await context.graph.write((transaction) =>
    transaction.run(registerAppStatement, {
      app: { ...app, registeredAt: toDateTime(now(context)) },
      key: keyProperties(context, key),
    }),
  );
  if (made.length === 0)
    throw new JingweiError('APP_STATE', { app: id, state: 'registered', action: 'registered' });
  return key;
}

/** What is stored of a key that has no end yet. */
export function keyProperties(context: Context, { id, hash }: AppKey): Properties {
  return { id, hash, createdAt: toDateTime(now(context)), endsAt: OPEN_END };
}
