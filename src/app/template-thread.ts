import { parentPort, Worker, workerData } from 'node:worker_threads'
import { readShop } from '../config/index.ts'
import type { Problem } from '../problem.ts'
import { checkTemplates } from './check-templates.ts'
import type { ShopFiles } from './shop-files.ts'
import type { TemplateUse } from './template-uses.ts'
import { openTemplates } from './templates.ts'

/** A check of all templates that is under way; it waits for their uses. */
export interface TemplateCheck {
  problemsOf(uses: readonly TemplateUse[]): Promise<Problem[]>
  /** Ends it without an answer. */
  stop(): Promise<unknown>
}

/**
 * Begins to compile the templates on a thread of its own, so that rules are read at the same time. Run from source, as
 * in tests, it works in this thread: Node 20 cannot load TypeScript in another.
 */
export function startTemplateCheck(files: ShopFiles): TemplateCheck {
  if (import.meta.url.endsWith('.ts') || files.templates.length === 0) {
    return { problemsOf: (uses) => checkHere(files, uses), stop: async () => undefined }
  }
  const thread = new Worker(new URL(import.meta.url), { workerData: files })
  return {
    problemsOf(uses) {
      thread.postMessage(uses)
      return new Promise((resolve, reject) => {
        thread.once('message', resolve)
        thread.once('error', reject)
      })
    },
    stop: () => thread.terminate(),
  }
}

async function checkHere(files: ShopFiles, uses: readonly TemplateUse[]): Promise<Problem[]> {
  const languages = readShop(files.shop.file, files.shop.text).value?.languages ?? []
  return checkTemplates(openTemplates(files, languages), uses)
}

/** The other side: compiles all templates at once, then answers the one question that comes. */
async function answer(port: NonNullable<typeof parentPort>): Promise<void> {
  const uses = new Promise<readonly TemplateUse[]>((resolve) => port.once('message', resolve))
  const files: ShopFiles = workerData
  const languages = readShop(files.shop.file, files.shop.text).value?.languages ?? []
  const templates = openTemplates(files, languages)
  for (const name of templates.names) await templates.get(name)
  port.postMessage(await checkTemplates(templates, await uses))
}

if (parentPort && workerData && 'templates' in workerData) await answer(parentPort)
