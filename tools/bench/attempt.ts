import { explain } from '../stack/stack.ts';

/** What was not measured to its end. */
export const failed: string[] = [];

/** Does one part of a run. Where it fails it says so, and the run fails at its end; the parts behind it are measured all the same. */
export const attempt = async (name: string, part: () => Promise<void>): Promise<void> => {
  try {
    await part();
  } catch (error) {
    failed.push(name);
    console.error(`${name} FAILED: ${explain(error)}`);
  }
};
