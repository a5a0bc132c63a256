import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A file as it stands: `file` is its path relative to the shop's folder, with `/`. */
export interface SourceFile {
  readonly file: string
  readonly text: string
}

/** All that a marketer wrote, read but not checked. */
export interface ShopFiles {
  /** The shop's folder, absolute. */
  readonly dir: string
  readonly shop: SourceFile
  readonly segments: readonly SourceFile[]
  readonly campaigns: readonly SourceFile[]
  readonly templates: readonly SourceFile[]
  readonly locales: readonly SourceFile[]
  /** What the numbers shall become; absent where nobody wrote it. */
  readonly goals?: SourceFile
  /** What templates include; absent where the files are not those of a folder. */
  readonly partials?: readonly SourceFile[]
}

/** The name of the shop file: a folder with it is a shop. */
export const shopFile = 'perennial.yaml'

const GOALS = 'goals.yaml'

/** Reads the files of a shop's folder; undefined where there is no shop file. */
export function readShopFiles(dir: string): ShopFiles | undefined {
  if (!existsSync(join(dir, shopFile))) return undefined
  return {
    dir,
    shop: readSource(dir, shopFile),
    segments: readFolder(dir, 'segments', /\.ya?ml$/),
    campaigns: readFolder(dir, 'campaigns', /\.ya?ml$/),
    templates: readFolder(dir, 'templates', /\.mjml$/),
    locales: readFolder(dir, 'templates/locales', /\.ya?ml$/),
    ...(existsSync(join(dir, GOALS)) ? { goals: readSource(dir, GOALS) } : {}),
    partials: readFolder(dir, 'templates/partials', /\.mjml$/),
  }
}

/** The text of every file by its path; for the frames of problems. Other files (partials) are read when asked. */
export function sourceOf(files: ShopFiles, file: string): string | undefined {
  const all = [files.shop, ...files.segments, ...files.campaigns, ...files.templates, ...files.locales].concat(
    files.goals ?? [],
  )
  const known = all.find((source) => source.file === file)
  if (known) return known.text
  const path = join(files.dir, file)
  return file.startsWith('templates/') && !file.includes('..') && existsSync(path)
    ? readFileSync(path, 'utf8')
    : undefined
}

/** The name a file gives its content: `segments/at-risk.yaml` is at-risk. */
export function nameOf(source: SourceFile): string {
  return (source.file.split('/').at(-1) ?? '').replace(/\.(ya?ml|mjml)$/, '')
}

function readFolder(dir: string, folder: string, wanted: RegExp): SourceFile[] {
  const path = join(dir, folder)
  if (!existsSync(path) || !statSync(path).isDirectory()) return []
  const names = readdirSync(path).filter((name) => wanted.test(name) && !name.startsWith('.'))
  return names.sort(byCodeUnit).map((name) => readSource(dir, `${folder}/${name}`))
}

function readSource(dir: string, file: string): SourceFile {
  return { file, text: readFileSync(join(dir, file), 'utf8') }
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
