/** The thread on which `check` compiles templates: it loads MJML at once, waits for texts and uses, and answers once. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { compileTemplate, type Longest } from '../render/index.ts'
import { checkTemplates } from './check-templates.ts'
import type { ShopFiles } from './shop-files.ts'
import type { TemplateUse } from './template-uses.ts'
import { openTemplates } from './templates.ts'
import { type PlainTexts, revivedTexts } from './plain-texts.ts'

if (parentPort) await answer(parentPort, String(workerData))

async function answer(port: MessagePort, dir: string): Promise<void> {
  const next = listenTo(port)
  await warmUp(dir)
  const { files, texts } = (await next()) as { readonly files: ShopFiles; readonly texts: PlainTexts }
  const revived = revivedTexts(texts)
  const templates = openTemplates(files, revived)
  for (const name of templates.names) await templates.get(name)
  const { uses, longest } = (await next()) as Asked
  port.postMessage(await checkTemplates(templates, uses, revived, longest))
}

/** The second message: what campaigns use, and the longest values to fill in. */
interface Asked {
  readonly uses: readonly TemplateUse[]
  readonly longest: Longest | undefined
}

/** The messages one by one, also those that came before they were asked for. */
function listenTo(port: MessagePort): () => Promise<unknown> {
  const messages: unknown[] = []
  let arrived = () => {}
  port.on('message', (message: unknown) => {
    messages.push(message)
    arrived()
  })
  return async () => {
    while (messages.length === 0) {
      await new Promise<void>((resolve) => {
        arrived = resolve
      })
    }
    return messages.shift()
  }
}

/** Compiling nothing loads all that compiling needs. */
async function warmUp(dir: string): Promise<void> {
  const text = '<mjml><mj-body></mj-body></mjml>'
  await compileTemplate({ name: 'empty', file: 'empty.mjml', text, dir }, { locales: new Map(), languages: [] })
}
