import type { Cli } from './cli.ts'
import { exitCodes, Failure } from './failure.ts'

/**
 * Says what stopped a command and returns its exit code. A person's mistake is a sentence with the next move; only what
 * nobody expected names itself so, and shows where it came from when PERENNIAL_DEBUG is set.
 */
export function explainError(error: unknown, { io, talk }: Cli): number {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  const word = talk.paintTalk('red', 'error')
  if (isMistake(error)) {
    talk.warn(`${word}  ${message}`)
    if (error instanceof Failure && error.next) talk.warn(`  next  ${error.next}`)
    return error instanceof Failure ? error.exitCode : exitCodes.usage
  }
  talk.warn(`${word}  Something unexpected stopped this: ${message}`)
  talk.warn(io.env.PERENNIAL_DEBUG ? (stack ?? '') : '  next  set PERENNIAL_DEBUG=1 and run it again to see where')
  return exitCodes.problems
}

/** By name for the database's own: its room is loaded by the commands that open one, and by no other. */
function isMistake(error: unknown): boolean {
  return error instanceof Failure || (error instanceof Error && error.name === 'DatabaseProblem')
}
