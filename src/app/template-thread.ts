import { Worker } from 'node:worker_threads'
import type { Problem } from '../problem.ts'
import type { Longest } from '../render/index.ts'
import type { ShopFiles } from './shop-files.ts'
import type { TemplateUse } from './template-uses.ts'

/** A check of all templates that is under way: it is told the texts, then the uses, and answers. */
export interface TemplateCheck {
  /** Problems of the texts themselves; `languages` is the order in which they stand in for each other. */
  useTexts(languages: readonly string[]): Promise<readonly Problem[]>
  /** Called once, after `useTexts`. */
  problemsOf(uses: readonly TemplateUse[], longest?: Promise<Longest>): Promise<Problem[]>
  /** Ends it, with or without an answer. */
  stop(): Promise<unknown>
}

/**
 * Begins to check the templates on a thread of its own, so that rules are read while MJML is loaded and compiles. Run
 * from source, as in tests, it works in this thread: Node 20 cannot load TypeScript in another.
 */
export function startTemplateCheck(files: ShopFiles): TemplateCheck {
  if (import.meta.url.endsWith('.ts') || files.templates.length === 0) return checkHere(files)
  // Named from the folder above, so that it is found from a bundle beside this folder too.
  const thread = new Worker(new URL('../app/template-worker.js', import.meta.url), { workerData: files.dir })
  const answered = new Promise<Problem[]>((resolve, reject) => {
    thread.once('message', resolve)
    thread.once('error', reject)
  })
  // Stopped before anybody asked, its error is nobody's.
  answered.catch(() => undefined)
  return {
    async useTexts(languages) {
      const { textsOf } = await import('./texts.ts')
      const { plainTexts } = await import('./plain-texts.ts')
      const texts = textsOf(files, languages)
      thread.postMessage({ files, texts: plainTexts(texts) })
      return texts.problems
    },
    async problemsOf(uses, longest) {
      thread.postMessage({ uses, longest: await longest })
      return answered
    },
    stop: () => thread.terminate(),
  }
}

function checkHere(files: ShopFiles): TemplateCheck {
  let languages: readonly string[] = []
  return {
    async useTexts(wanted) {
      languages = wanted
      return (await import('./texts.ts')).textsOf(files, languages).problems
    },
    async problemsOf(uses, longest) {
      const { textsOf } = await import('./texts.ts')
      const { checkTemplates } = await import('./check-templates.ts')
      const { openTemplates } = await import('./templates.ts')
      const texts = textsOf(files, languages)
      return checkTemplates(openTemplates(files, texts), uses, texts, await longest)
    },
    stop: async () => undefined,
  }
}
