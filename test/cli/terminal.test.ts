import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { askYes, canAsk } from '../../src/cli/ask.ts'
import { explainError } from '../../src/cli/explain-error.ts'
import { Failure } from '../../src/cli/failure.ts'
import type { Cli } from '../../src/cli/cli.ts'
import type { Io } from '../../src/cli/io.ts'
import { openProgress } from '../../src/cli/progress.ts'
import { makeTalk } from '../../src/cli/talk.ts'
import { fixedClock } from '../../src/clock.ts'
import { DatabaseProblem } from '../../src/db/index.ts'

function screen(isTTY: boolean, typed = '', env = {}) {
  let shown = ''
  const sink = { write: (text: string) => (shown += text), isTTY, columns: 80 }
  const clock = fixedClock(0)
  const stdin = Object.assign(Readable.from([typed]), { isTTY })
  const io = { cwd: '/', stdout: sink, stderr: sink, stdin, env, clock } as unknown as Io
  return { io, clock, talk: makeTalk(io, { color: false, quiet: false }), shown: () => shown }
}

describe('progress', () => {
  it('draws a bar on a terminal after a moment, and leaves no trace', () => {
    const { io, talk, clock, shown } = screen(true)
    const progress = openProgress(io, talk, 'Importing orders')

    progress.update(1, 10)
    expect(shown()).toBe('')
    clock.set(1000)
    progress.update(5, 10, '500 rows')
    expect(shown()).toContain('Importing orders  ████████████░░░░░░░░░░░░  50 %  500 rows')
    progress.end()
    expect(shown().endsWith('\r\u001B[2K')).toBe(true)
  })

  it('is silent off a terminal and on a dumb one', () => {
    for (const { io, talk, clock, shown } of [screen(false), screen(true, '', { TERM: 'dumb' })]) {
      const progress = openProgress(io, talk, 'Importing')
      clock.set(5000)
      progress.update(5, 10)
      progress.end()
      expect(shown()).toBe('')
    }
  })
})

describe('a question', () => {
  it.each([
    ['y\n', true],
    ['Yes\n', true],
    ['n\n', false],
    ['\n', false],
    ['', false],
  ])('answered with %j is %s', async (typed, yes) => {
    const { io, shown } = screen(true, typed)

    expect(await askYes(io, 'Send these 61?')).toBe(yes)
    expect(shown()).toBe('Send these 61? [y/N] ')
  })

  it('is asked only where somebody can answer', () => {
    expect(canAsk(screen(true).io, { input: true })).toBe(true)
    expect(canAsk(screen(true).io, { input: false })).toBe(false)
    expect(canAsk(screen(false).io, { input: true })).toBe(false)
  })
})

describe('an error', () => {
  const explained = (error: unknown, env = {}) => {
    const { io, talk, shown } = screen(false, '', env)
    return { code: explainError(error, { io, talk } as unknown as Cli), text: shown() }
  }

  it('a person can mend is a sentence with the next move', () => {
    expect(explained(new Failure('There is no file x', 'name another', 2))).toEqual({
      code: 2,
      text: 'error  There is no file x\n  next  name another\n',
    })
    expect(explained(new DatabaseProblem('It is newer than this program'))).toEqual({
      code: 2,
      text: 'error  It is newer than this program\n',
    })
  })

  it('nobody expected says so in one sentence, and where only when asked', () => {
    const plain = explained(new Error('disk on fire'))
    const traced = explained(new Error('disk on fire'), { PERENNIAL_DEBUG: '1' })

    expect(plain.code).toBe(1)
    expect(plain.text).toBe(
      'error  Something unexpected stopped this: disk on fire\n  next  set PERENNIAL_DEBUG=1 and run it again to see where\n',
    )
    expect(traced.text).toMatch(/\n\s+at /)
  })
})
