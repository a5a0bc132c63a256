/**
 * From a saved file to its picture: the answer of the frame in the web view, against the same email made by
 * `renderEmails` and nothing more. Both compile the file anew each time. Promise: at most 1.3 times. And how long it takes
 * from saving to the frame that shows it, told by the changes of the page: the goal is 100 ms in the page, printed only.
 */

import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type App, openApp, previewRequest, readShopFiles, renderEmails } from '../src/app/index.ts'
import { openTemplates } from '../src/app/templates.ts'
import { textsOf } from '../src/app/texts.ts'
import { fixedClock } from '../src/clock.ts'
import { localGate, webApp } from '../src/web/index.ts'
import { median } from './measure/median.ts'
import { saveToFrame } from './measure/save-to-frame.ts'

// The app loads its rooms while it runs: nothing may wait for them before this file itself is loaded.
setImmediate(() => void main())

const ROUNDS = 60
const now = Date.UTC(2026, 10, 22, 8, 30)
async function main(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'perennial-bench-'))
  const shop = resolve(process.argv[2] ?? '.')
  for (const part of ['perennial.yaml', 'segments', 'campaigns', 'templates']) {
    cpSync(join(shop, part), join(dir, part), { recursive: true })
  }
  const files = readShopFiles(dir)
  if (!files) throw new Error('there is no shop here')
  const { value: opened } = await openApp(files, {
    flags: {
      database: `sqlite:${join(dir, 'preview.db')}`,
      port: undefined,
      publicPort: undefined,
    },
    env: { PERENNIAL_SECRET: 'a secret of this bench' },
    dotenv: {},
    clock: fixedClock(now),
  })
  if (!opened) throw new Error('the shop does not open')
  let app: App = opened
  const customer = { id: '1', email: 'maja@example.com', email_folded: 'maja@example.com', first_name: 'Maja' }
  const { key } = await app.db.insertInto('customers').values(customer).returning('key').executeTakeFirstOrThrow()

  const TOKEN = 'the-token-of-this-bench'
  const HOST = '127.0.0.1:4600'
  const source = { app: () => app, now: () => now, people: 'shown', reload: async () => same(app) } as const
  const web = webApp(
    source,
    localGate(() => 4600, TOKEN),
  )
  const entered = await web.request(`/?token=${TOKEN}`, { headers: { host: HOST } })
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''

  const times = { alone: [] as number[], frame: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    // In turns, so that neither has the quieter moments.
    const order = round % 2 === 0 ? (['alone', 'frame'] as const) : (['frame', 'alone'] as const)
    for (const which of order) times[which].push(await timed(which))
  }
  const [alone, frame] = [median(times.alone), median(times.frame)]
  console.log(`welcome-1 from its file, compiled anew, median of ${ROUNDS}`)
  console.table({
    'renderEmails alone': { ms: rounded(alone), ratio: 1 },
    'answer of the frame': { ms: rounded(frame), ratio: rounded(frame / alone) },
  })
  const saved = await saveToFrame(opened, 'welcome-1', '1', 20)
  console.log(`from saving to the answer of the frame, median of ${saved.length}: ${rounded(median(saved))} ms`)
  await app.close()
  if (frame / alone > 1.3) process.exitCode = 1

  async function timed(which: 'alone' | 'frame'): Promise<number> {
    app = { ...app, templates: openTemplates(app.files, () => textsOf(app.files, app.shop.languages)) }
    const begun = performance.now()
    if (which === 'alone') {
      const ctx = app.at(now)
      await renderEmails(app, ctx, [await previewRequest(app, ctx, { template: 'welcome-1', customer: key })])
    } else {
      const answer = await web.request('/preview/welcome-1/frame?as=1', { headers: { host: HOST, cookie } })
      if (answer.status !== 200) throw new Error(`the frame answers ${answer.status}`)
      await answer.text()
    }
    return performance.now() - begun
  }
}

function same(one: App) {
  return { app: one, changed: 'same' as const, problems: one.problems }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
