/**
 * Lets a source be one item ahead of whoever takes from it, so that reading goes on while what was read is worked on. An item
 * that fails ahead of its time is told when its turn comes. The source is closed when nobody takes any more.
 */
export async function* readAhead<T>(source: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  const ask = (): Promise<IteratorResult<T, void>> => {
    const item = source.next();
    item.catch(() => undefined);
    return item;
  };
  let next = ask();
  try {
    for (;;) {
      const item = await next;
      if (item.done === true) return;
      next = ask();
      yield item.value;
    }
  } finally {
    // It may hold a file open.
    await source.return();
  }
}
