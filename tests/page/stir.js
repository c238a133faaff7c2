// Makes something happen in the campaign: runs the command that FUDAI_STIR names, such as a short replay.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export async function stir() {
  if (!process.env.FUDAI_STIR)
    throw new Error('FUDAI_STIR is not set; it is a command that reports orders of the campaign');
  await run('/bin/sh', ['-c', process.env.FUDAI_STIR], { timeout: 60_000 });
}
