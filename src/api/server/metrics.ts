import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Graph } from '../../graph/graph.ts';
import type { DeliveryReport } from '../../intake/delivery.ts';

/** What the server counts, in the Prometheus text format. Labels come from closed sets: no names, ids or values. */
export interface Metrics {
  countRequest(kind: string, code: string, seconds: number): void;
  countReport(report: DeliveryReport): void;
  render(): Promise<{ readonly type: string; readonly text: string }>;
  close(): void;
}

const OUTCOMES = ['accepted', 'unchanged', 'versions', 'quarantined', 'ended'] as const;
const REQUEST_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];
const STATEMENT_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30];

/** Counts requests, uploaded rows, and every statement that the graph runs until `close`. */
export function createMetrics(graph: Graph): Metrics {
  const registers = [new Registry()];
  const [register = new Registry()] = registers;
  collectDefaultMetrics({ register });
  const requests = new Counter({
    name: 'jingwei_requests_total',
    help: 'Requests by kind and by code from the table of errors, or OK',
    labelNames: ['kind', 'code'],
    registers,
  });
  const durations = new Histogram({
    name: 'jingwei_request_seconds',
    help: 'Duration of requests by kind',
    labelNames: ['kind'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const statements = new Histogram({
    name: 'jingwei_statement_seconds',
    help: 'Duration of Cypher statements by the name of their file',
    labelNames: ['statement'],
    buckets: STATEMENT_SECONDS,
    registers,
  });
  const rows = new Counter({
    name: 'jingwei_intake_rows_total',
    help: 'Rows of uploaded deliveries by what became of them; ended counts records',
    labelNames: ['outcome'],
    registers,
  });
  const stopObserving = graph.observe((statement, milliseconds) =>
    statements.observe({ statement }, milliseconds / 1000),
  );
  return {
    countRequest: (kind, code, seconds) => {
      requests.inc({ kind, code });
      durations.observe({ kind }, seconds);
    },
    countReport: (report) => {
      for (const outcome of OUTCOMES) rows.inc({ outcome }, report[outcome]);
    },
    render: async () => ({ type: register.contentType, text: await register.metrics() }),
    close: () => {
      stopObserving();
      register.clear();
    },
  };
}
