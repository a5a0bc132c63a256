/** Exit codes of cli.md. */
export const exitCodes = { fine: 0, problems: 1, usage: 2, heldBack: 3, interrupted: 130 } as const

/** A reason to stop that the person at the keyboard can mend: one sentence, what to do, and the exit code. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly next: string | undefined
  readonly exitCode: number

  constructor(sentence: string, next?: string, exitCode: number = exitCodes.usage) {
    super(sentence)
    this.next = next
    this.exitCode = exitCode
  }
}
