import { spawn } from 'node:child_process';

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

interface Ended {
  readonly said: string;
  readonly code: number | null;
}

/** Runs a program; after `lines` lines that match it is killed without a warning. */
const play = ({ command, args, cwd, env }: Program, kill?: { after: RegExp; lines: number }): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (kill && said.split('\n').filter((line) => kill.after.test(line)).length >= kill.lines) child.kill('SIGKILL');
    };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', hear);
    child.once('error', reject);
    child.once('close', (code) => resolve({ said, code }));
  });

/** What a program says; throws with it where it does not end well. */
export const finished = async (program: Program): Promise<string> => {
  const { said, code } = await play(program).catch((error: Error) => ({ said: error.message, code: 1 }));
  if (code !== 0) throw new Error(`${[program.command, ...program.args].join(' ')} ended with ${code}:\n${said.trim()}`);
  return said;
};

/** What a program had said when it was killed after so many lines that match. */
export const killed = async (program: Program, after: RegExp, lines: number): Promise<string> => {
  const { said, code } = await play(program, { after, lines });
  if (code !== null) throw new Error(`${program.args.join(' ')} ended with ${code} before it could be killed:\n${said.trim()}`);
  return said;
};
