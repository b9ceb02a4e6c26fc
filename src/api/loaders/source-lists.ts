import type DataLoader from 'dataloader';
import type { ReadContext } from '../../access/access.ts';
import type { DeliveryModel } from '../../intake/delivery-model.ts';
import { countDeliveriesOf, DeliveryPosition, pageDeliveriesOf } from '../../intake/list-deliveries.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../../page.ts';
import type { CorrectionModel } from '../../reconcile/corrections/correction.ts';
import { CorrectionPosition, pageCorrectionsOf } from '../../reconcile/corrections/list-corrections.ts';
import { type ConsistencyModel, readConsistencyOf } from '../../reconcile/discrepancies/consistency.ts';
import { batchOr, LoadersByArguments } from './batch.ts';

/** The lists that datasets and departments have. Pages of one list for many of them are read with one statement, counts likewise. */
export class SourceLists {
  readonly #context: ReadContext;
  readonly #deliveries = new LoadersByArguments<readonly DeliveryModel[]>();
  readonly #deliveryCounts: DataLoader<string, number>;
  readonly #corrections = new LoadersByArguments<readonly CorrectionModel[]>();
  readonly #consistency: DataLoader<string, readonly ConsistencyModel[]>;

  constructor(context: ReadContext) {
    this.#context = context;
    const most = BigInt(context.settings.limits.maxCount + 1);
    this.#deliveryCounts = batchOr(0, (ids) => countDeliveriesOf(context, ids, { state: null, most }));
    this.#consistency = batchOr([], (ids) => readConsistencyOf(context, ids));
  }

  /** The deliveries of a dataset, newest first; none where the caller may not see them. Throws BAD_INPUT, CURSOR_INVALID. */
  async deliveries(
    dataset: string,
    args: PageArguments,
    maySee: boolean,
  ): Promise<Connection<DeliveryModel>> {
    const page = readPage(this.#context, args, ['deliveries', [dataset], null], DeliveryPosition);
    const range = { state: null, after: page.after, limit: page.limit };
    const loader = this.#deliveries.of([page.after, page.first], () =>
      batchOr([], (ids) => pageDeliveriesOf(this.#context, ids, range)),
    );
    return toConnection(
      page,
      maySee ? await loader.load(dataset) : [],
      (delivery) => delivery,
      ({ receivedAt, id }) => [receivedAt, id],
      () => (maySee ? this.#deliveryCounts.load(dataset) : 0),
    );
  }

  /** The open corrections of a department, those due first ahead. Throws BAD_INPUT, CURSOR_INVALID. */
  async corrections(
    department: string,
    args: PageArguments,
  ): Promise<Omit<Connection<CorrectionModel>, 'totalCount' | 'totalCountText'>> {
    const where = { departments: [department] };
    const page = readPage(this.#context, args, ['corrections', where], CorrectionPosition);
    const loader = this.#corrections.of([page.after, page.first], () =>
      batchOr([], (ids) => pageCorrectionsOf(this.#context, ids, page)),
    );
    const corrections = await loader.load(department);
    return toConnection(
      page,
      corrections,
      (correction) => correction,
      ({ id, dueAt }) => [dueAt, id],
      () => corrections.length,
    );
  }

  /** How far others agree with a department, by attribute. */
  consistency(department: string): Promise<readonly ConsistencyModel[]> {
    return this.#consistency.load(department);
  }
}
