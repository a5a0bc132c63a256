import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Answers, answersOf } from '../../src/web/background/answers.ts'
import type { Task } from '../../src/web/background/task.ts'
import { Working } from '../../src/web/background/working.tsx'
import { formatsFor } from '../../src/web/view/formats.ts'
import type { Voice } from '../../src/web/view/view.ts'
import { subscribers } from '../deliver/a-delivery.ts'
import { now, openWeb, sourceOf } from './support/open-web.ts'

const journey = { kind: 'journey', campaign: 'win-back', since: now } satisfies Task
let web: Awaited<ReturnType<typeof openWeb>>
let answers: Answers
beforeEach(async () => {
  web = await openWeb(({ db }) => subscribers(db, 1, 2))
  answers = answersOf(sourceOf(web.app))
})
afterEach(() => web.close())

/** Asks again and again, as a page does, until nothing is worked on. */
async function answered<K extends Task['kind']>(task: Extract<Task, { kind: K }>, seat?: string) {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await answers.ask<K>(task, seat === undefined ? {} : { seat })
    if (answer.state !== 'working') return answer
  }
  throw new Error('no answer came')
}

async function resultOf<K extends Task['kind']>(task: Extract<Task, { kind: K }>) {
  const answer = await answered<K>(task)
  if (answer.state !== 'done') throw new Error('the question failed')
  return answer.value
}

describe('questions answered beside the pages', () => {
  it('are worked on once, however many pages ask, and the answer is kept', async () => {
    const both = await Promise.all([resultOf(journey), resultOf(journey)])
    expect(both[1]).toBe(both[0])
    expect(await resultOf(journey)).toBe(both[0])
  })

  it('are worked on anew when the data has changed', async () => {
    const before = await resultOf(journey)
    await web.app.db
      .insertInto('instance')
      .values({ name: 'last_import', value: String(now) })
      .execute()
    const after = await resultOf(journey)
    expect(after).toEqual(before)
    expect(after).not.toBe(before)
  })

  it('say that they failed, are tried again when asked again, and hold nobody up', async () => {
    const impossible = { kind: 'plan', at: Number.NaN } satisfies Task
    const [failed, other] = await Promise.all([answered(impossible), answered(journey)])
    expect(failed).toEqual({ state: 'failed' })
    expect(other.state).toBe('done')
    expect(await answered(impossible)).toEqual({ state: 'failed' })
  })

  it('that wait are dropped when a newer one takes their seat', async () => {
    const plan = (days: number) => ({ kind: 'plan', at: now + days * 86_400_000 }) satisfies Task
    const before = answered(plan(0))
    const older = answers.ask(plan(1), { seat: 'coming' })
    const newer = answered(plan(2), 'coming')
    expect([(await before).state, (await older).state, (await newer).state]).toEqual(['done', 'failed', 'done'])
  })
})

it('what was typed into a form is not lost by looking again without scripts', async () => {
  const view = {
    url: new URL('http://127.0.0.1:4600/segments/lapsed/try'),
    format: formatsFor('en', web.app.shop, now),
  } as Voice
  const working = (by: 'link' | 'form') => {
    const answer = { state: 'working', done: 0, total: 0 } as const
    return String(Working({ view, answer, doing: 'Working', failed: 'Failed', again: 'Look again', by }))
  }
  expect(working('link')).toContain('<a href="/segments/lapsed/try">Look again</a>')
  expect(working('form')).toContain('<button type="submit">Look again</button>')
})
