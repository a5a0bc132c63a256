import { isAbsolute, join } from 'node:path'
import { nameOf, readProgramme, readShopFiles, type ShopFiles } from '../app/index.ts'

/** What a word of a command line may name. */
export type Named = 'segments' | 'campaigns' | 'templates' | 'facts' | 'codes'

/** What the arguments of a command name, by their position; customers are nobody's to list. */
export const argumentNames: Readonly<Record<string, readonly (readonly Named[])[]>> = {
  test: [['segments', 'campaigns']],
  members: [['segments']],
  sql: [['segments']],
  show: [['segments', 'campaigns', 'templates']],
  why: [[], ['campaigns']],
  preview: [['templates']],
  facts: [['facts']],
  explain: [['codes']],
}

/** The names there are in the shop of a folder; none where there is no shop. */
export async function shopWords(cwd: string, dir: string, wanted: readonly Named[]): Promise<string[]> {
  if (wanted.length === 0) return []
  const files = readShopFiles(isAbsolute(dir) ? dir : join(cwd, dir))
  const lists = wanted.map((kind) => namesOf(kind, files))
  return (await Promise.all(lists)).flat()
}

async function namesOf(kind: Named, files: ShopFiles | undefined): Promise<string[]> {
  if (kind === 'codes') return (await import('../explain/index.ts')).explanations.map(({ code }) => code)
  if (!files) return []
  if (kind !== 'facts') return files[kind].map(nameOf)
  const { value } = await readProgramme({ ...files, segments: [], campaigns: [] })
  return [...(value?.vocabulary.names ?? [])]
}
