/** A fault that a person can mend: shown as one sentence, without a stack. */
export class StackFault extends Error {
  override readonly name = 'StackFault';
}

/** The code of a system's error, or an empty text. Asked of the value, not of its class: jest has classes of its own. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

export const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

const diskFull = (message: string): string =>
  `The disk is full. Free some space and start again; the data is kept.\n${message.trim()}`;

/** The sentence for an error: disk and permission faults are named, everything else keeps its own message. */
export function explain(error: unknown): string {
  const message = messageOf(error);
  // A server that we started says it in words of its own.
  if (/no space left on device/i.test(message)) return diskFull(message);
  switch (codeOf(error)) {
    case 'ENOSPC':
      return diskFull(message);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `A file or folder cannot be written (${message}). Check who owns the folder .siger.`;
    default:
      return message;
  }
}
