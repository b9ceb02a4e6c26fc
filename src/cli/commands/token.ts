import { type Command, Option } from 'commander';
import { ROLES, type Role } from '../../access/caller.ts';
import { issueDevelopmentToken } from '../../access/development-issuer.ts';
import { EXIT } from '../exit-code.ts';
import { parseCount } from '../parse-count.ts';
import type { RunCommand } from '../run-command.ts';

interface TokenOptions {
  readonly role: Role;
  readonly user: string;
  readonly department?: string;
  readonly minutes: number;
  readonly identifier: readonly string[];
  readonly json?: boolean;
}

const HELP = `
For trying things out: only a server on loopback without sign-in accepts it, and only one with the same JINGWEI_HOME.
Where callers sign in, tokens come from the issuer that JINGWEI_OIDC_ISSUER names.

Examples:
  $ jingwei token --role analyst
  $ jingwei token --role department --department housing
  $ jingwei token --role subject --identifier cn.resident-id:VALUE
  $ curl -H "Authorization: Bearer $(jingwei token --role analyst)" -H 'Content-Type: application/json' \\
      -d '{"query":"{ me { role } }"}' http://127.0.0.1:4000/graphql`;

export function addToken(program: Command, run: RunCommand): void {
  program
    .command('token')
    .summary('make a token for trying things out')
    .description('Makes a token that a server on this machine takes for a caller in some role.')
    .addOption(new Option('--role <role>', 'what the caller is').choices(ROLES).makeOptionMandatory())
    .option('--user <name>', 'who the caller is; for the role app the id of a registered one', 'developer')
    .option('--department <id>', 'whom a caller with the role department speaks for')
    .option(
      '--identifier <scheme:value>',
      'by what a caller with the role subject is known; may be given again',
      collect,
      [],
    )
    .option('--minutes <number>', 'how long it is good for', parseCount(1, 10_080), 60)
    .option('--json', 'the token in one line of JSON')
    .addHelpText('after', HELP)
    .action((options: TokenOptions) =>
      run(options, async ({ settings, terminal, json }) => {
        const { role, user, department = null, minutes, identifier: identifiers } = options;
        const caller = { role, user, department, minutes, identifiers };
        const token = await issueDevelopmentToken(settings, caller);
        terminal.print(json ? JSON.stringify({ token }) : token);
        return EXIT.done;
      }),
    );
}

function collect(identifier: string, before: readonly string[]): readonly string[] {
  return [...before, identifier];
}
