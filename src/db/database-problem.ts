/** The database cannot be used as asked: the message is for the person at the keyboard. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem'
}
