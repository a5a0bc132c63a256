import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { type App, keepRecommendations } from '../../src/app/index.ts'
import { keptModel } from '../../src/recommend/index.ts'
import { openedApp, shippedShop } from './support.ts'

const now = Date.UTC(2026, 10, 22, 8)
const shop = shippedShop()
const template = join(shop.dir, 'templates', 'we-miss-you.mjml')
const whole = readFileSync(template, 'utf8')
let app: App
afterEach(async () => {
  await app.close()
  writeFileSync(template, whole)
})

afterAll(() => shop.remove())

const partial = '<mj-include path="partials/recommendations.mjml" />'

it.each([
  ['shows them', whole, 'kept'],
  ['shows them and is broken for the moment', whole.replace('<mj-body', '<mj-image /><mj-body'), 'kept'],
  ['shows none', whole.replace(partial, ''), 'dropped'],
] as const)('what recommendations are made from is kept where a template %s', async (_, text, expected) => {
  // given a shop whose last run counted
  app = await openedApp(shop.dir, now)
  await keepRecommendations(app, now, 'before the run')
  expect((await keptModel(app))?.asOf).toBe(now)
  const { db, dialect } = app
  writeFileSync(template, text)
  const other = await openedApp(shop.dir, now)
  // when the next run has a template like this
  await keepRecommendations({ ...other, db, dialect, at: app.at }, now + 1, 'after the run')
  await other.close()
  // then
  expect((await keptModel(app))?.asOf).toBe(expected === 'kept' ? now + 1 : undefined)
})
