/** A fault that a person can mend: shown as one sentence, without a stack. */
export class StackFault extends Error {
  override readonly name = 'StackFault';
}

const code = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** The sentence for an error: disk and permission faults are named, everything else keeps its own message. */
export function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  switch (code(error)) {
    case 'ENOSPC':
      return `The disk is full (${message}). Free some space and start again; the data is kept.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `A file or folder cannot be written (${message}). Check who owns the folder .siger.`;
    default:
      return message;
  }
}

export const isMissing = (error: unknown): boolean => code(error) === 'ENOENT';
