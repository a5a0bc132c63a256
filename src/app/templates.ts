import { join } from 'node:path'
import { didYouMean } from '../yaml/index.ts'
import type { Checked, Problem } from '../problem.ts'
import { compileTemplate, readLocales, type Template, type Texts } from '../render/index.ts'
import { nameOf, type ShopFiles } from './shop-files.ts'

/** The templates of a shop: each is compiled when it is first asked for, and once. */
export interface Templates {
  readonly names: readonly string[]
  /** Problems of the texts in `templates/locales`, read when the first template is compiled. */
  textProblems(): readonly Problem[]
  get(name: string): Promise<Checked<Template>>
}

/** Opens the templates of a shop; nothing is read before a template is asked for. */
export function openTemplates(files: ShopFiles, languages: readonly string[]): Templates {
  const compiled = new Map<string, Promise<Checked<Template>>>()
  const names = files.templates.map(nameOf)
  let texts: (Texts & { problems: readonly Problem[] }) | undefined
  const readTexts = () => {
    if (!texts) {
      const { value = new Map(), problems } = readLocales(files.locales)
      texts = { locales: value, languages, problems }
    }
    return texts
  }
  const compile = async (name: string): Promise<Checked<Template>> => {
    const source = files.templates.find((file) => nameOf(file) === name)
    if (!source) return { problems: [unknownTemplate(name, names)] }
    return compileTemplate({ name, ...source, dir: join(files.dir, 'templates') }, readTexts())
  }
  return {
    names,
    textProblems: () => readTexts().problems,
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
