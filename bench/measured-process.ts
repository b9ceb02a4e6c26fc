import { type ChildProcess, fork } from 'node:child_process';
import type { z } from 'zod';
import { compiledPath } from './build.ts';

/** A process of its own that does measured work and nothing else; it answers each order with one message. */
export interface MeasuredProcess {
  /** Sends an order and waits for its answer. Throws when the process ends or fails before. */
  ask<T>(order: unknown, answer: z.ZodType<T>): Promise<T>;
  /** Lets the process end and waits for it. */
  end(): Promise<void>;
}

/** Starts `bench/<source>` as compiled, with plain Node. `flags` are Node's. */
export function startMeasured(source: string, flags: readonly string[] = []): MeasuredProcess {
  const child = fork(compiledPath(source), {
    execArgv: [...flags],
    env: { ...process.env, NODE_ENV: 'production' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    ask: async (order, answer) => {
      const answered = nextMessage(child);
      child.send(Object(order));
      return answer.parse(await answered);
    },
    end: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`A measured process ended with ${code}`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message);
    });
  });
}

/** The other side: does what each message orders and sends back what comes of it. */
export function answerOrders(work: (order: unknown) => Promise<object>): void {
  process.on('message', (order) => {
    void work(order).then(
      (answer) => process.send?.(answer),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}
