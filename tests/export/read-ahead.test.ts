import { expect, it } from 'vitest';
import { readAhead } from '../../src/read-ahead.ts';

const failure = new Error('The third cannot be read');

async function* count(asked: number[], most: number, fails = false): AsyncGenerator<number, void> {
  for (let item = 1; item <= most; item++) {
    asked.push(item);
    if (fails && item === 3) throw failure;
    yield item;
  }
}

async function takeAll(source: AsyncGenerator<number, void>): Promise<readonly number[]> {
  const items: number[] = [];
  for await (const item of source) items.push(item);
  return items;
}

it.each([0, 1, 2, 5])('gives each of %i items once, in order', async (most) => {
  const all = Array.from({ length: most }, (_, place) => place + 1);
  expect(await takeAll(readAhead(count([], most)))).toEqual(all);
});

it('has asked for the next item when it gives one, and for no more', async () => {
  const asked: number[] = [];
  for await (const item of readAhead(count(asked, 4))) {
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked.length).toBe(Math.min(item + 1, 4));
  }
});

it('tells of an item that failed ahead of its time when its turn comes', async () => {
  const items: number[] = [];
  const taking = async (): Promise<void> => {
    for await (const item of readAhead(count([], 4, true))) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      items.push(item);
    }
  };
  await expect(taking()).rejects.toBe(failure);
  expect(items).toEqual([1, 2]);
});

it('closes its source when whoever takes stops early', async () => {
  let closed = false;
  async function* closing(): AsyncGenerator<number, void> {
    try {
      yield* count([], 4);
    } finally {
      closed = true;
    }
  }
  for await (const _ of readAhead(closing())) break;
  expect(closed).toBe(true);
});
