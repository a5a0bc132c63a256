import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** All TypeScript files below the folders, and who imports whom. */
export function readSources(...folders: string[]): { files: readonly Source[]; imports: readonly Import[] } {
  const files = folders.flatMap(sources).map(read)
  return { files, imports: files.flatMap(importsOf) }
}

/** A source file as text: what a test about the house itself reads. */
export interface Source {
  readonly path: string
  readonly room: string
  readonly lines: readonly string[]
  /** The text without comments. */
  readonly code: string
}

/** One import of another file of the house. */
export interface Import {
  readonly from: Source
  readonly to: { readonly path: string; readonly room: string }
  readonly edge: string
  readonly typeOnly: boolean
}

function sources(dir: string): string[] {
  return readdirSync(join(root, dir), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(dir, entry.name)) : /\.tsx?$/.test(entry.name) ? [join(dir, entry.name)] : [],
  )
}

function read(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  const code = text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
  return { path, room: roomOf(path), lines: text.trimEnd().split('\n'), code }
}

function roomOf(path: string): string {
  const [top = '', next = ''] = path.split('/')
  return top === 'src' ? next.replace(/\.ts$/, '') : top
}

function importsOf(from: Source): Import[] {
  const named = /(?:^|\n)\s*(?:import|export)( type)? [^'"`;]*?from '(\.[^']+)'|import\('(\.[^']+)'\)/g
  return [...from.code.matchAll(named)].map(([, type, early, lazy]) => {
    const path = relative(root, resolve(root, dirname(from.path), early ?? lazy ?? ''))
    const to = { path, room: roomOf(path) }
    return { from, to, edge: `${from.room} > ${to.room}`, typeOnly: type !== undefined }
  })
}

/** Each way back to a file that is still being walked, as `a > b > a`. */
export function circles(files: readonly Source[], imports: readonly Import[]): string[] {
  const next = new Map(files.map((file) => [file.path, imports.filter(({ from }) => from === file)]))
  const done = new Set<string>()
  const walk = (file: string, way: readonly string[]): string[] => {
    if (way.includes(file)) return [[...way.slice(way.indexOf(file)), file].join(' > ')]
    if (done.has(file)) return []
    const found = (next.get(file) ?? []).flatMap(({ to }) => walk(to.path, [...way, file]))
    done.add(file)
    return found
  }
  return files.flatMap(({ path: file }) => walk(file, []))
}

/** Functions longer than `limit` lines. The formatter indents: a function ends at the first closing brace as deep as the line on which it begins. */
export function tooLongFunctions({ path: file, lines }: Source, limit: number): string[] {
  const begins = /\bfunction\b|=>\s*[{(]?$|^\s*(?:async )?[\w$]+\([^=]*\{$/
  return lines.flatMap((text, index) => {
    if (!begins.test(text) || /^\s*(\/?\*|\/\/|if|for|while|switch)/.test(text)) return []
    const indent = /^\s*/.exec(text)?.[0] ?? ''
    const length = lines
      .slice(index)
      .findIndex((later, ahead) => ahead > 0 && new RegExp(`^${indent}}[),;\\]]*$`).test(later))
    return length >= limit ? [`${file}:${index + 1} ${length + 1} lines`] : []
  })
}

/** How many functions, constants and classes a file exports. */
export function exportsOf({ code }: Source): number {
  const own = code.match(/^export (?:async )?(?:function|const|let|class|enum)\b/gm) ?? []
  const named = [...code.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names = '']) => names.split(','))
  return own.length + named.filter((name) => name.trim() !== '' && !name.trim().startsWith('type ')).length
}
