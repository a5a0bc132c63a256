import { afterEach, beforeEach, expect, it } from 'vitest'
import { inTransaction } from '../../src/db/index.ts'
import { servePublic } from '../../src/public/index.ts'
import { aSite, form, now } from './a-site.ts'

let site: Awaited<ReturnType<typeof aSite>>
beforeEach(async () => {
  site = await aSite()
})
afterEach(() => site.close())

it('at its end answers whoever is leaving just then and waits for the database', async () => {
  const served = await servePublic({ app: () => site.app, now: () => now }, { hostname: '127.0.0.1', port: 0 })
  let letGo = () => {}
  const held = inTransaction(site.app.db, () => new Promise<void>((done) => (letGo = done)))
  const leaving = fetch(served.url + site.path('unsubscribe'), form({ 'List-Unsubscribe': 'One-Click' }))
  await later(100)
  const closed = served.close()
  await later(100)
  letGo()
  await held

  expect((await leaving).status).toBe(200)
  await closed
  expect(await site.words()).toMatchObject([{ customer: 1, status: 'unsubscribed' }])
})

it('at its end cuts who is not answered within a second', async () => {
  const served = await servePublic({ app: () => site.app, now: () => now }, { hostname: '127.0.0.1', port: 0 })
  let letGo = () => {}
  const held = inTransaction(site.app.db, () => new Promise<void>((done) => (letGo = done)))
  const cut = expect(fetch(served.url + site.path('unsubscribe'))).rejects.toThrow('fetch failed')
  await later(100)
  await served.close()
  await cut
  letGo()
  await held
})

function later(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
