/** `npm run prove:access [-- ROUNDS]`: kills Node and Java at random moments of reading, 40 times by default. */
import { openEmbedded } from '../src/graph/embedded/open-embedded.ts';
import { killReads } from '../tests/crash/kill-reads.ts';
import { readJavaPid, settingsFor, temporaryHome } from '../tests/graph/embedded-home.ts';
import { takeInDemoCity } from '../tests/setup/demo-city.ts';

const rounds = Number(process.argv[2] ?? 40);
const home = await temporaryHome();
let server = await openEmbedded(settingsFor(home));
const address = () => ({
  uri: server.boltUri,
  user: server.user,
  password: server.password,
  database: 'neo4j',
});
await takeInDemoCity(address());
console.log(`killing Node or Java ${rounds} times while 16 callers read`);
const results = await killReads({
  rounds,
  store: {
    address,
    killServer: async () => {
      process.kill(await readJavaPid(home), 'SIGKILL');
      await server.close();
      server = await openEmbedded(settingsFor(home));
    },
  },
  onRound: ({ round, victim, answered, unlogged, findings }) => {
    const outcome = unlogged.length + findings.length === 0 ? 'all logged, the chain holds' : 'WRONG';
    console.log(`${round} ${victim}: ${answered} answers, ${outcome}`);
    for (const wrong of [...unlogged, ...findings]) console.log(`  ${wrong}`);
  },
});
await server.close();
const wrong = results.filter(({ unlogged, findings }) => unlogged.length + findings.length > 0).length;
const answers = results.reduce((sum, { answered }) => sum + answered, 0);
console.log(
  `${results.length - wrong} of ${results.length} rounds hold; ${answers} answers, each in the log`,
);
process.exitCode = wrong === 0 ? 0 : 1;
