/** Says whether a promise holds; one that does not fails the bench. */
export function verdict(sentence: string, holds: boolean): void {
  console.log(`${sentence}: ${holds ? 'holds' : 'MISSED'}`)
  if (!holds) process.exitCode = 1
}
