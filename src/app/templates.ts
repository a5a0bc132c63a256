import { join } from 'node:path'
import type { Problem } from '../problem.ts'
import { type Compiled, compileTemplate, type Texts } from '../render/index.ts'
import { didYouMean } from '../yaml/index.ts'
import { nameOf, type ShopFiles } from './shop-files.ts'

/** The templates of a shop: each is compiled when it is first asked for, and once. */
export interface Templates {
  readonly names: readonly string[]
  get(name: string): Promise<Compiled>
  /** What they say in each language, read when it is first asked for. */
  texts(): Texts
}

/** Opens the templates of a shop; the texts are read when the first template is asked for. */
export function openTemplates(files: ShopFiles, texts: Texts | (() => Texts)): Templates {
  const compiled = new Map<string, Promise<Compiled>>()
  const names = files.templates.map(nameOf)
  let read: Texts | undefined
  const compile = async (name: string): Promise<Compiled> => {
    const source = files.templates.find((file) => nameOf(file) === name)
    if (!source) return { problems: [unknownTemplate(name, names)] }
    return compileTemplate({ name, ...source, dir: join(files.dir, 'templates') }, readTexts())
  }
  const readTexts = () => {
    read ??= typeof texts === 'function' ? texts() : texts
    return read
  }
  return {
    names,
    texts: readTexts,
    get(name) {
      const known = compiled.get(name) ?? compile(name)
      compiled.set(name, known)
      return known
    },
  }
}

function unknownTemplate(name: string, names: readonly string[]): Problem {
  const near = didYouMean(name, names)
  const hint = near ? `did you mean "${near}"?` : `there is no file templates/${name}.mjml`
  return { code: 'unknown-template', severity: 'error', message: `Unknown template "${name}"`, hint }
}
