import { describe, expect, it } from 'vitest'
import { type Problem, showProblem } from '../src/problem.ts'

const source = `segment: high-value
who:
  all:
    - last_order: within the last 90 days
    - total_spent: at least 500
`

const problem: Problem = {
  code: 'missing-currency',
  severity: 'error',
  message: '"at least 500" of what? The currency is missing',
  hint: 'every amount of money names its currency',
  try: 'total_spent: at least 500 EUR',
  place: { file: 'segments/high-value.yaml', line: 5, column: 20, endLine: 5, endColumn: 32 },
}

describe('a problem on the screen', () => {
  it('shows place, line before, caret, hint and the line to paste', () => {
    expect(
      showProblem(problem, source, 91),
    ).toBe(`error  "at least 500" of what? The currency is missing        segments/high-value.yaml:5:20
  4 │     - last_order: within the last 90 days
  5 │     - total_spent: at least 500
    │                    ^^^^^^^^^^^^ every amount of money names its currency
  try   total_spent: at least 500 EUR`)
  })

  it('cuts a long line around the column', () => {
    const long = `${'x'.repeat(300)}HERE${'y'.repeat(300)}`
    const shown = showProblem(
      { ...problem, place: { file: 'a', line: 1, column: 301, endLine: 1, endColumn: 305 } },
      long,
      80,
    )
    const [, line = '', carets = ''] = shown.split('\n')
    expect(line.length).toBeLessThanOrEqual(82)
    expect(line.slice(carets.indexOf('^'), carets.indexOf('^') + 4)).toBe('HERE')
  })

  it('shows a tab as one space, so that the caret stands right', () => {
    const shown = showProblem(
      { ...problem, place: { file: 'a', line: 1, column: 3, endLine: 1, endColumn: 5 } },
      '\t\tab',
      80,
    )
    const [, line = '', carets = ''] = shown.split('\n')
    expect(line.indexOf('ab')).toBe(carets.indexOf('^'))
  })

  it('does without a source and without a place', () => {
    expect(showProblem(problem)).toContain('hint  every amount')
    const { place: _, ...placeless } = problem
    expect(showProblem(placeless)).toMatch(/^error {2}"at least 500"/)
  })
})
