/** A measured process: writes by plain UNWIND statements exactly what the product had written. */
import { answerOrders } from '../measured-process.ts';
import { HandOrder, type RememberAnswer, type WriteAnswer } from './messages.ts';
import { type RememberedStore, rememberStore } from './remember-store.ts';
import { writeStore } from './write-store.ts';

let remembered: RememberedStore | undefined;

answerOrders((order) => work(HandOrder.parse(order)));

async function work({ order, store }: HandOrder): Promise<RememberAnswer | WriteAnswer> {
  if (order === 'remember') {
    remembered = await rememberStore(store);
    return remembered.size;
  }
  if (remembered === undefined) throw new Error('There is nothing to write yet');
  return writeStore(store, remembered);
}
