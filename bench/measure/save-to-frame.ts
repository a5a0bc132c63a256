import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type App, reloadApp } from '../../src/app/index.ts'
import { serveWeb } from '../../src/web/index.ts'

/** Saves a template over and over and asks for its frame when told so, as the page does; ms from each save to the frame. */
export async function saveToFrame(opened: App, template: string, customer: string, rounds: number): Promise<number[]> {
  let app = opened
  const reload = async () => {
    const read = await reloadApp(app)
    app = read.app
    return read
  }
  const pages = await serveWeb({ app: () => app, now: () => Date.now(), reload, people: 'shown' }, { port: 0 })
  const entered = await fetch(pages.entrance, { redirect: 'manual' })
  const headers = { cookie: entered.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
  const stop = new AbortController()
  const changes = await fetch(`${pages.url}/preview/${template}/changes`, { headers, signal: stop.signal })
  const told = changes.body?.getReader()
  const file = join(opened.dir, `templates/${template}.mjml`)
  const text = readFileSync(file, 'utf8')
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const mark = `Saved for the ${round}. time`
    const begun = performance.now()
    writeFileSync(file, text.replace('<mj-button', `<mj-text>${mark}</mj-text><mj-button`))
    await told?.read()
    const frame = await fetch(`${pages.url}/preview/${template}/frame?as=${customer}`, { headers })
    if ((await frame.text()).includes(mark)) times.push(performance.now() - begun)
    await new Promise((later) => setTimeout(later, PAUSE_MS))
  }
  stop.abort()
  await pages.close()
  return times
}

/** Nobody saves faster than this. */
const PAUSE_MS = 100
