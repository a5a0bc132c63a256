import type { Context } from 'hono'
import { fileAnswer } from './file-answer.ts'

/** Answers with a JSON array of objects under these names, written while it is read. */
export function jsonLinesAnswer(
  context: Context,
  file: string,
  names: readonly string[],
  rows: AsyncIterable<readonly (string | number | null | undefined)[]>,
): Response {
  return fileAnswer(context, file, 'application/json', lines(names, rows))
}

async function* lines(names: readonly string[], rows: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  let before = '[\n'
  for await (const row of rows) {
    yield `${before}${JSON.stringify(Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])))}`
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}
