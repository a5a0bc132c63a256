import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { hasErrors } from '../problem.ts'
import { parseYaml, type YamlNode } from '../yaml/index.ts'
import type { FileChange } from './difference.ts'

/** The files that differ between two folders of a shop. Comments and layout of YAML are no difference. */
export function fileChanges(before: string, after: string): FileChange[] {
  const [old, own] = [filesIn(before), filesIn(after)]
  const all = [...new Set([...old.keys(), ...own.keys()])].sort()
  const changes = all.flatMap((file) => changeOf(file, old.get(file), own.get(file)))
  return withRenames(changes, old, own)
}

type Texts = ReadonlyMap<string, string>

function filesIn(dir: string): Texts {
  const files = new Map<string, string>()
  const read = (path: string) => {
    const full = join(dir, path)
    if (!existsSync(full)) return
    if (!statSync(full).isDirectory()) files.set(path, readFileSync(full, 'utf8'))
    else for (const name of readdirSync(full)) if (!name.startsWith('.')) read(`${path}/${name}`)
  }
  for (const place of ['perennial.yaml', 'segments', 'campaigns', 'templates']) read(place)
  return files
}

function changeOf(file: string, before: string | undefined, after: string | undefined): FileChange[] {
  const kind = kindOf(file)
  if (!kind || before === after) return []
  const name = (file.split('/').at(-1) ?? '').replace(/\.(ya?ml|mjml)$/, '')
  if (before === undefined) return [{ file, kind, name, state: 'added', keys: [] }]
  if (after === undefined) return [{ file, kind, name, state: 'removed', keys: [] }]
  if (kind === 'template') return [{ file, kind, name, state: 'changed', keys: [] }]
  const keys = changedKeys(contentOf(file, before), contentOf(file, after))
  return keys.length === 0 ? [] : [{ file, kind, name, state: 'changed', keys }]
}

function kindOf(file: string): FileChange['kind'] | undefined {
  if (file === 'perennial.yaml') return 'shop'
  const yaml = /\.ya?ml$/.test(file)
  if (file.startsWith('segments/')) return yaml ? 'segment' : undefined
  if (file.startsWith('campaigns/')) return yaml ? 'campaign' : undefined
  if (file.startsWith('templates/locales/')) return yaml ? 'texts' : undefined
  return file.startsWith('templates/') ? 'template' : undefined
}

/** The top keys of a YAML file and what each says, in one text; a file that is broken counts as one value. */
function contentOf(file: string, text: string): Map<string, string> {
  const { value, problems } = parseYaml(file, text)
  if (value?.kind !== 'map' || hasErrors(problems)) return new Map([['', text]])
  return new Map(value.entries.map((entry) => [entry.key, JSON.stringify(plain(entry.value))]))
}

/** A node without its places; a scalar as it is written, since `0123` and `123` are not the same name. */
function plain(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.text
  if (node.kind === 'list') return node.items.map(plain)
  return node.entries.map(({ key, value }) => [key, plain(value)])
}

function changedKeys(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const keys = [...new Set([...after.keys(), ...before.keys()])]
  return keys.filter((key) => before.get(key) !== after.get(key))
}

/** A file that went and one that came with the same content but for its name are one that was renamed. */
function withRenames(changes: readonly FileChange[], old: Texts, own: Texts): FileChange[] {
  const removed = changes.filter(({ state }) => state === 'removed')
  const taken = new Set<string>()
  const renamed = changes.map((change): FileChange => {
    if (change.state !== 'added') return change
    const same = removed.find(
      (one) =>
        one.kind === change.kind &&
        !taken.has(one.file) &&
        body(one, old.get(one.file) ?? '') === body(change, own.get(change.file) ?? ''),
    )
    if (!same) return change
    taken.add(same.file)
    return { ...change, state: 'renamed', from: same.file }
  })
  return renamed.filter(({ file, state }) => !(state === 'removed' && taken.has(file)))
}

function body({ kind, file }: FileChange, text: string): string {
  if (kind === 'template') return text
  const content = contentOf(file, text)
  return JSON.stringify([...content].filter(([key]) => key !== kind))
}
