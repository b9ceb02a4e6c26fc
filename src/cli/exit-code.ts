/** Exit codes that are not those of an error; an error's own stands in `src/errors.ts`. `docs/cli.md` lists them all. */
export const EXIT = {
  done: 0,
  /** What was checked or taken in has problems: the same code as the errors about them have. */
  problems: 3,
  /** Nothing failed, but a delivery waits for a person. */
  held: 7,
  /** The log was altered, cut or signed by somebody else: the code of the errors about it. */
  broken: 13,
  /** Stopped by a signal before the end. */
  interrupted: 130,
} as const;
