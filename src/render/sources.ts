/** Collects a template and every partial it includes, refusing what lies outside the templates folder (SEC-09, TPL-05). */

import { readFileSync, readdirSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import type { Problem } from '../problem.ts'
import { type MarkupReading, checkMarkup } from './check-markup.ts'
import { type Reading, readExpressions } from './expressions.ts'
import type { Piece } from './markup.ts'
import { didYouMean } from '../yaml/index.ts'
import { type SourceFile, placeIn } from './source-file.ts'
import { type Tag, findTags } from './tags.ts'
import type { TemplateSource } from './template.ts'

/** One file of a template with its markup, its Handlebars tags and what they ask for. */
export interface ReadSource extends SourceFile {
  readonly tags: readonly Tag[]
  readonly markup: MarkupReading
  readonly reading: Reading
}

/** All files of a template, the template itself first; `problems` are those of the includes and the markup. */
export interface Sources {
  readonly files: readonly ReadSource[]
  readonly problems: readonly Problem[]
}

interface Gathering {
  readonly source: TemplateSource
  readonly root: string
  readonly known: Map<string, ReadSource>
  readonly files: Map<string, ReadSource>
  readonly problems: Problem[]
}

/** Reads a template and what it includes, each file once; `known` keeps partials for the next template of the shop. */
export function readSources(source: TemplateSource, known: Map<string, ReadSource>): Sources {
  const root = realPath(source.dir)
  const gathering: Gathering = { source, root, known, files: new Map(), problems: [] }
  const main = resolve(root, `${source.name}.mjml`)
  add(gathering, main, readSource(gathering, { file: source.file, text: source.text }), [main])
  const files = [...gathering.files.values()]
  return { files, problems: [...files.flatMap((file) => file.markup.problems), ...gathering.problems] }
}

function readSource({ known }: Gathering, file: SourceFile): ReadSource {
  const before = known.get(file.file)
  if (before?.text === file.text) return before
  const tags = findTags(file.text)
  const read = { ...file, tags, markup: checkMarkup(file, tags), reading: readExpressions(file, tags) }
  known.set(file.file, read)
  return read
}

function add(gathering: Gathering, path: string, file: ReadSource, chain: readonly string[]): void {
  gathering.files.set(path, file)
  const includes = file.markup.elements.filter((element) => element.piece.name === 'mj-include')
  for (const { piece } of includes) follow(gathering, path, file, piece, chain)
}

function follow(gathering: Gathering, from: string, file: ReadSource, piece: Piece, chain: readonly string[]): void {
  const target = attributeOf(file, piece, 'path') ?? ''
  // MJML resolves the path of a nested include from the folder of the file it stands in, and lets it go no higher.
  const root = chain.length === 1 ? gathering.root : realPath(dirname(from))
  const path = resolve(root, decoded(target))
  const text = readText(path)
  const refused =
    refusal(gathering, target, root, path, chain) ?? (text === undefined ? missing(gathering, target) : undefined)
  if (refused) {
    gathering.problems.push({ ...refused, severity: 'error', place: placeIn(file, piece.start, piece.end) })
    return
  }
  if (gathering.files.has(path) || attributeOf(file, piece, 'type') === 'css' || text === undefined) return
  add(gathering, path, readSource(gathering, { file: shownPath(gathering.source, path), text }), [...chain, path])
}

interface Refusal {
  readonly code: string
  readonly message: string
  readonly hint: string
}

function refusal(
  gathering: Gathering,
  target: string,
  root: string,
  path: string,
  chain: readonly string[],
): Refusal | undefined {
  if (target === '')
    return { code: 'include-missing', message: '<mj-include> names no path', hint: 'write path="partials/….mjml"' }
  if (chain.includes(path))
    return { code: 'include-ring', message: `"${target}" includes itself`, hint: 'break the ring' }
  if (isInside(root, path, decoded(target))) return undefined
  const hint =
    root === gathering.root ? 'move it into templates/partials/' : 'a partial may include only from its own folder'
  return { code: 'include-denied', message: `"${target}" lies outside the templates folder`, hint }
}

function missing(gathering: Gathering, target: string): Refusal {
  const near = didYouMean(target, neighbours(gathering.root))
  return {
    code: 'include-missing',
    message: `There is no "${target}"`,
    hint: near ? `did you mean "${near}"?` : 'look at its name',
  }
}

function neighbours(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => path.split(sep).join('/'))
}

function attributeOf(file: SourceFile, piece: Piece, name: string): string | undefined {
  const attribute = piece.attributes.find((attribute) => attribute.name === name)
  return attribute && file.text.slice(attribute.valueStart, attribute.valueEnd)
}

// MJML decodes percent signs over and over, so do we: `%252e%252e/` is `../`.
function decoded(target: string): string {
  let path = target
  for (let turn = 0; turn < 10; turn++) {
    try {
      const next = decodeURIComponent(path)
      if (next === path) return path
      path = next
    } catch {
      return path
    }
  }
  return path
}

function isInside(root: string, path: string, target: string): boolean {
  if (target.includes('\0') || isAbsolute(target) || /^([a-zA-Z]:|\\|\/\/)/.test(target)) return false
  const way = relative(root, realPath(path))
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}

// The real place behind symbolic links; a file that does not exist is judged by its written path.
function realPath(path: string): string {
  try {
    // Asked in one call: the other way looks at each folder of the path.
    return realpathSync.native(path)
  } catch {
    return resolve(path)
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function shownPath(source: TemplateSource, path: string): string {
  const folder = source.file.includes('/') ? source.file.slice(0, source.file.lastIndexOf('/') + 1) : ''
  return folder + relative(realPath(source.dir), path).split(sep).join('/')
}
