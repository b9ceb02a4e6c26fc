/**
 * `npm run prove:runs [-- ORDERS ROUNDS [SEED]]`: takes a city in in random orders, and kills runs of resolution at random points;
 * 5 orders and 10 kills by default.
 */
import { killResolve } from '../tests/crash/kill-resolve.ts';
import { deliverInOrders } from '../tests/resolve/random-orders.ts';

const MOST_DIFFERING = 0.001;
const orders = Number(process.argv[2] ?? 5);
const rounds = Number(process.argv[3] ?? 10);
const seed = Number(process.argv[4] ?? Date.now() % 1_000_000);
const percent = (share: number): string => `${(100 * share).toFixed(3)} %`;
let wrong = 0;

console.log(`${orders} random orders of deliveries of a city of 100 persons, seed ${seed}`);
if (orders > 0)
  await deliverInOrders({
    ...{ orders, persons: 100, seed, kinds: ['Person', 'Organization', 'Place'] },
    onOrder: ({ order, kind, mentions, arrived, ran, isLogged }) => {
      const holds = Math.max(arrived, ran) <= MOST_DIFFERING && isLogged;
      if (!holds) wrong += 1;
      console.log(
        `${holds ? 'holds ' : 'MISSED'} order ${order} ${kind}, ${mentions} mentions: ${percent(arrived)} of linked pairs differ from scratch as it came in, ${percent(ran)} after a run${isLogged ? '' : '; THE LOG DIFFERS'}`,
      );
    },
  });

console.log(`killing Node or Java at ${rounds} random points of a run over 60 persons`);
if (rounds > 0)
  await killResolve({
    ...{ rounds, persons: 60, seed },
    onRound: ({ round, victim, after, disturbed, applied, faults }) => {
      if (faults.length > 0) wrong += 1;
      const outcome = faults.length === 0 ? 'whole, and the next run ends the same' : faults.join('; ');
      console.log(
        `${round} ${victim} after ${after} ms${disturbed ? '' : ' (it was done already)'}, ${applied} mentions moved by then: ${outcome}`,
      );
    },
  });
process.exitCode = wrong === 0 ? 0 : 1;
