import type { WriteStream } from 'node:tty';

type Output = NodeJS.WriteStream | WriteStream;

/** Where a command speaks: results on the standard output, everything told along the way on the other one. */
export interface Terminal {
  /** One line of the result. */
  print(line: string): void;
  /** One line of what goes on. */
  tell(line: string): void;
  /** Whether a person watches what is told, so that a bar may move. */
  readonly isWatched: boolean;
  /** The stream of what is told, for such a bar. */
  readonly told: NodeJS.WritableStream;
  bold(text: string): string;
  red(text: string): string;
}

/**
 * A terminal over two streams. A reader that goes away (`jingwei status | head`) silences it and stops nothing:
 * a half-done piece of work is worse than an unread line. Colours only where the stream has them; NO_COLOR is obeyed.
 */
export function createTerminal(results: Output, told: Output): Terminal {
  const style = (open: number, close: number) => (text: string) =>
    told.isTTY === true && told.hasColors() ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    print: createWriter(results),
    tell: createWriter(told),
    isWatched: told.isTTY === true,
    told,
    bold: style(1, 22),
    red: style(31, 39),
  };
}

function createWriter(stream: Output): (line: string) => void {
  let isOpen = true;
  stream.on('error', (error) => {
    if (!('code' in error) || (error.code !== 'EPIPE' && error.code !== 'EIO')) throw error;
    isOpen = false;
  });
  return (line) => {
    if (isOpen) stream.write(`${line}\n`);
  };
}
