import { type Command, InvalidArgumentError } from 'commander';
import { revokeApp, rotateAppKey } from '../../access/apps/change-app.ts';
import { type ListedApp, listApps } from '../../access/apps/list-apps.ts';
import { registerApp } from '../../access/apps/register-app.ts';
import type { Context } from '../../context.ts';
import { EXIT } from '../exit-code.ts';
import { withStore } from '../open-graph.ts';
import { parseCount } from '../parse-count.ts';
import type { Cli, RunCommand } from '../run-command.ts';
import { countOf, formatTable } from '../words.ts';

interface Common {
  readonly json?: boolean;
}
interface RegisterOptions extends Common {
  readonly name?: string;
  readonly department?: string;
  readonly scope: readonly string[];
  readonly costPerMinute: number;
}

const HELP = `
Examples:
  $ jingwei app register street-lights --name "Street light repairs" --scope 'read:works/*' --scope submit:works/lights
  $ jingwei app trust street-lights persisted-query-manifest.json
  $ jingwei app rotate street-lights --overlap-hours 48
  $ jingwei app revoke street-lights --reason "no longer run"
  $ jingwei app list`;

const WEEK_OF_HOURS = 168;

/** Registered apps, as the bureau keeps them. */
export function addApp(program: Command, run: RunCommand): void {
  const app = program
    .command('app')
    .summary('register apps, rotate their keys, revoke them')
    .description('Keeps the register of the apps that may call: their scopes, keys and documents.')
    .addHelpText('after', HELP);
  const add = (name: string, description: string): Command =>
    app
      .command(name)
      .description(description)
      .option('--json', 'the result as one line of JSON')
      .addHelpText('after', HELP);

  add('register', 'Makes an app known and prints its first key: once, for it is stored nowhere.')
    .argument('<app>', 'its id for good; where it signs in at the issuer, its client_id there')
    .option('--name <text>', 'what people call it')
    .option('--department <id>', 'the department that runs it')
    .requiredOption(
      '--scope <scope>',
      'what it may do: read:* or submit:department/dataset; may be given again',
      collect,
    )
    .option(
      '--cost-per-minute <number>',
      'what its queries may cost in a minute',
      parseCount(1, 100_000_000),
      500_000,
    )
    .action((id: string, options: RegisterOptions) =>
      run(options, (cli) => inStore(cli, (context) => register(cli, context, id, options))),
    );
  add('rotate', 'Gives an app a new key; the present one lives on for a while.')
    .argument('<app>', 'its id')
    .option(
      '--overlap-hours <number>',
      'how long the present key lives on',
      parseCount(0, 8_760),
      WEEK_OF_HOURS,
    )
    .action((id: string, options: Common & { overlapHours: number }) =>
      run(options, (cli) => inStore(cli, (context) => rotate(cli, context, id, options.overlapHours))),
    );
  add('revoke', 'Stops an app for good, from its next request on.')
    .argument('<app>', 'its id')
    .requiredOption('--reason <text>', 'why', parseReason)
    .action((id: string, options: Common & { reason: string }) =>
      run(options, (cli) =>
        inStore(cli, async (context) => {
          await revokeApp(context, id, options.reason);
          cli.terminal.print(cli.json ? JSON.stringify({ app: id, revoked: true }) : `${id} is revoked.`);
        }),
      ),
    );
  add('trust', "Lets an app run the documents of a persisted-query manifest in Apollo's format.")
    .argument('<app>', 'its id')
    .argument('<manifest>', 'the file')
    .option('--replace', 'take all other documents from it')
    .action((id: string, manifest: string, options: Common & { replace?: boolean }) =>
      run(options, (cli) =>
        inStore(cli, (context) => trust(cli, context, id, manifest, options.replace === true)),
      ),
    );
  add('list', 'Shows every app with its keys, scopes and documents.').action((options: Common) =>
    run(options, (cli) =>
      inStore(cli, async (context) => {
        const apps = await listApps(context);
        if (cli.json) cli.terminal.print(JSON.stringify(apps));
        else for (const line of describeApps(apps)) cli.terminal.print(line);
      }),
    ),
  );
}

function inStore(cli: Cli, work: (context: Context) => Promise<void>): Promise<number> {
  const { settings, signal } = cli;
  return withStore(cli, async ({ graph }) => {
    await work({ graph, settings, clock: Date.now, signal });
    return EXIT.done;
  });
}

async function register(
  { terminal, json }: Cli,
  context: Context,
  id: string,
  { name = id, department, scope, costPerMinute }: RegisterOptions,
): Promise<void> {
  const key = await registerApp(context, {
    ...{ id, name, costPerMinute },
    department: department ?? null,
    scopes: scope,
  });
  if (json) return terminal.print(JSON.stringify({ app: id, key: key.text, keyId: key.id }));
  terminal.tell(`${id} is registered. Its key, which cannot be shown again:`);
  terminal.print(key.text);
}

async function rotate({ terminal, json }: Cli, context: Context, id: string, hours: number): Promise<void> {
  const { key, previousEndsAt, ended } = await rotateAppKey(context, id, hours);
  if (json)
    return terminal.print(JSON.stringify({ app: id, key: key.text, keyId: key.id, previousEndsAt, ended }));
  for (const old of ended) terminal.tell(`The key ${old} has ended: only two may live.`);
  if (previousEndsAt !== null) terminal.tell(`The key before it is good until ${previousEndsAt}.`);
  terminal.tell('The new key, which cannot be shown again:');
  terminal.print(key.text);
}

async function trust(
  { terminal, json }: Cli,
  context: Context,
  id: string,
  manifest: string,
  replace: boolean,
): Promise<void> {
  // Loaded here: no other command should wait for the schema.
  const { buildSchema } = await import('../../api/build-schema.ts');
  const { trustManifest } = await import('../../api/trusted-documents.ts');
  const result = await trustManifest(context, buildSchema(), id, manifest, replace);
  if (json) return terminal.print(JSON.stringify({ app: id, ...result }));
  const removed = result.removed === 0 ? '' : `; ${countOf(result.removed, 'other')} taken from it`;
  terminal.print(`${id} may run ${countOf(result.documents, 'document')} of the manifest${removed}.`);
}

function describeApps(apps: readonly ListedApp[]): readonly string[] {
  if (apps.length === 0) return ['No app is registered.', '→ jingwei app register APP --scope read:*'];
  return formatTable(
    ['app', 'name', 'department', 'state', 'keys', 'documents', 'cost a minute', 'scopes'],
    apps.map(({ id, name, department, revokedAt, keys, documents, costPerMinute, scopes }) => [
      id,
      name,
      department ?? '-',
      revokedAt === null ? 'live' : 'revoked',
      keys.map((key) => (key.endsAt === null ? key.id : `${key.id} until ${key.endsAt}`)).join(', '),
      documents,
      costPerMinute,
      scopes.join(' '),
    ]),
  );
}

function collect(scope: string, before: readonly string[] = []): readonly string[] {
  return [...before, scope];
}

function parseReason(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Say why.');
  return text.trim();
}
