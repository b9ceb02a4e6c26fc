import { describe, expect, it } from 'vitest';
import { PlanOnce } from '../../src/graph/plan-once.ts';

/** Whoever sends a text, in the order that it happens, and answers when it is told to. */
function listen() {
  const happened: string[] = [];
  const send = (name: string) => {
    let resolve: (answer: string) => void = () => undefined;
    let reject: (error: Error) => void = () => undefined;
    const answer = new Promise<string>((...settle) => {
      [resolve, reject] = settle;
    });
    const sent = (): Promise<string> => {
      happened.push(name);
      return answer;
    };
    return { sent, resolve, reject };
  };
  return { happened, send };
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a text that the server may not know', () => {
  it('is sent once before it is sent by all others, and then by everybody at once', async () => {
    const plans = new PlanOnce();
    const { happened, send } = listen();
    const [first, second, third] = [send('1'), send('2'), send('3')];
    const [other, later] = [send('4'), send('5')];
    const answers = [
      plans.send('RETURN 1', {}, first.sent),
      plans.send('RETURN 1', {}, second.sent),
      plans.send('RETURN 1', {}, third.sent),
      plans.send('RETURN 2', {}, other.sent),
    ];
    await soon();
    expect(happened).toEqual(['1', '4']);
    first.resolve('one');
    await soon();
    expect(happened).toEqual(['1', '4', '2', '3']);
    const last = plans.send('RETURN 1', {}, later.sent);
    expect(happened.at(-1)).toBe('5');
    for (const one of [second, third, other, later]) one.resolve('more');
    expect(await Promise.all([...answers, last])).toEqual(['one', 'more', 'more', 'more', 'more']);
  });

  it('is another one with parameters of other types, for which there is another plan', async () => {
    const plans = new PlanOnce();
    const { happened, send } = listen();
    const params = [
      { x: [] },
      { x: ['a'] },
      { x: ['b', 'c'] },
      { x: [1] },
      { x: null },
      { x: 'a' },
      { x: 1n },
    ];
    const answers = params.map((given, at) => plans.send('RETURN $x', given, send(String(at)).sent));
    expect(happened).toEqual(['0', '1', '3', '4', '5', '6']);
    expect(answers).toHaveLength(params.length);
  });

  it('is not waited for longer than planning takes, by all who wait together', async () => {
    const plans = new PlanOnce(10);
    const { happened, send } = listen();
    const [slow, quick, late] = [send('slow'), send('quick'), send('late')];
    const answer = plans.send('RETURN 1', {}, slow.sent);
    quick.resolve('at once');
    expect(await plans.send('RETURN 1', {}, quick.sent)).toBe('at once');
    expect(happened).toEqual(['slow', 'quick']);
    // There was time enough to plan it: whoever comes now does not wait, whatever becomes of the first.
    slow.reject(new Error('at last'));
    await expect(answer).rejects.toThrow('at last');
    const last = plans.send('RETURN 1', {}, late.sent);
    expect(happened.at(-1)).toBe('late');
    late.resolve('');
    await last;
  });

  it('is planned by one of those who wait where the first failed, who alone is told', async () => {
    const plans = new PlanOnce();
    const { happened, send } = listen();
    const [first, second, third] = [send('1'), send('2'), send('3')];
    const failed = plans.send('RETURN 1', {}, first.sent);
    const waiting = [second, third].map(({ sent }) => plans.send('RETURN 1', {}, sent));
    first.reject(new Error('broken'));
    await expect(failed).rejects.toThrow('broken');
    await soon();
    expect(happened).toEqual(['1', '2']);
    second.resolve('second');
    await soon();
    expect(happened).toEqual(['1', '2', '3']);
    third.resolve('third');
    expect(await Promise.all(waiting)).toEqual(['second', 'third']);
  });

  it('holds up nobody whose question was given up, and nobody else once the first was', async () => {
    const plans = new PlanOnce(60_000);
    const { happened, send } = listen();
    const [hanging, given, next] = [send('hanging'), send('given up'), send('next')];
    const [stopFirst, stop] = [new AbortController(), new AbortController()];
    const first = plans.send('RETURN 1', {}, hanging.sent, stopFirst.signal);
    const answers = [
      plans.send('RETURN 1', {}, given.sent, stop.signal),
      plans.send('RETURN 1', {}, next.sent),
    ];
    stop.abort();
    await soon();
    expect(happened).toEqual(['hanging', 'given up']);
    stopFirst.abort();
    await soon();
    expect(happened).toEqual(['hanging', 'given up', 'next']);
    given.resolve('one');
    next.resolve('two');
    hanging.resolve('at last');
    expect(await Promise.all([...answers, first])).toEqual(['one', 'two', 'at last']);
  });
});
