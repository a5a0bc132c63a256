import { type OpenFiles, templatesOf } from '../app/index.ts'
import { segmentsOf } from '../campaigns/index.ts'
import { segmentsIn } from '../segments/index.ts'
import type { Cause, FileChange } from './difference.ts'

/** Keys of the shop file that no decision depends on. */
const ONLY_SHOWN = [
  'shop',
  'from',
  'reply_to',
  'languages',
  'topics',
  'provider',
  'test_addresses',
  'links',
  'most_per_run',
]
/** Keys of the shop file that emails show. */
const WRITTEN = ['shop', 'languages', 'currency']
/** Keys of the shop file that decide about emails and not about segments. */
const ONLY_EMAILS = ['send_at', 'limit', 'quiet', 'holdout']
/** Keys of rules that decide nothing. */
const NO_RULE = ['title', 'examples', 'tags']

/** Finds out what moves segments and campaigns. */
export interface Causes {
  ofSegment(name: string): Cause[]
  /** Why emails of a campaign come, go or move: by its own files. */
  ofCampaign(name: string): Cause[]
  /** Else they do because of what shares its customers' days. */
  readonly competing: readonly Cause[]
  /** Why emails of a campaign in some languages say something else. */
  ofWording(name: string, languages: readonly string[]): Cause[]
}

/** The causes between two sets of files, of both sides: a segment may have lost what made it change. */
export function causesBetween(before: OpenFiles, after: OpenFiles, changes: readonly FileChange[]): Causes {
  const shop = shopCause(changes)
  const sides = [before, after]
  const ofSegment = (name: string): Cause[] => {
    const names = new Set([name, ...sides.flatMap((side) => needsOf(side, [name]))])
    return [...changed(changes, 'segment', names), ...shop('segments')]
  }
  const ofCampaign = (name: string): Cause[] => {
    const used = sides.flatMap((side) => {
      const campaign = side.campaigns.find((one) => one.name === name)
      return campaign ? needsOf(side, segmentsOf(campaign, side.shop.stages)) : []
    })
    const own = changed(changes, 'campaign', new Set([name]))
    return [...own, ...changed(changes, 'segment', new Set(used)), ...shop('emails')]
  }
  const ofWording = (name: string, languages: readonly string[]): Cause[] => {
    const used = sides.flatMap((side) => side.campaigns.filter((one) => one.name === name).flatMap(templatesOf))
    const names = new Set(used.map(({ template }) => template))
    return [
      ...changed(changes, 'campaign', new Set([name])),
      ...shop('wording'),
      ...written(
        changes,
        names,
        sides.flatMap(({ texts }) => languages.map((one) => localeOf(one, texts))),
      ),
    ]
  }
  return { ofSegment, ofCampaign, ofWording, competing: changes.flatMap(competing) }
}

/** The segments and all they are made of. */
function needsOf(side: OpenFiles, names: readonly string[]): string[] {
  const found = new Set<string>()
  const open = [...names]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue
    found.add(name)
    const segment = side.segments.find((one) => one.name === name)
    if (segment) open.push(...segmentsIn([segment.who], side.shop.stages))
  }
  return [...found]
}

function changed(changes: readonly FileChange[], kind: 'segment' | 'campaign', names: ReadonlySet<string>): Cause[] {
  return changes.flatMap((change) => {
    if (change.kind !== kind || !(names.has(change.name) || names.has(nameIn(change.from)))) return []
    const keys = change.keys.filter((key) => !NO_RULE.includes(key))
    const idle = change.state === 'changed' && keys.length === 0
    return idle ? [] : [{ by: kind, name: change.name, file: change.file, keys }]
  })
}

/** The texts that a customer's language is written in: its own, else those of the shop's first language. */
function localeOf(language: string, { locales, languages }: OpenFiles['texts']): string {
  const base = language.split('-')[0] ?? language
  return [language, base, ...languages].find((tag) => locales.has(tag)) ?? language
}

/** The templates, all partials, since any template may take them in, and the texts of the languages. */
function written(changes: readonly FileChange[], templates: ReadonlySet<string>, locales: readonly string[]): Cause[] {
  return changes.flatMap(({ kind, name, file, keys }) => {
    if (kind !== 'template' && kind !== 'texts') return []
    const partial = kind === 'template' && file.split('/').length > 2
    const shown = kind === 'texts' ? locales.includes(name) : partial || templates.has(name)
    return shown ? [{ by: kind, name, file, keys }] : []
  })
}

function nameIn(file: string | undefined): string {
  return (file?.split('/').at(-1) ?? '').replace(/\.ya?ml$/, '')
}

function shopCause(changes: readonly FileChange[]): (of: 'segments' | 'emails' | 'wording') => Cause[] {
  const change = changes.find(({ kind }) => kind === 'shop')
  return (of) => {
    const silent = of === 'segments' ? [...ONLY_SHOWN, ...ONLY_EMAILS] : ONLY_SHOWN
    const speaks = (key: string) => (of === 'wording' ? WRITTEN.includes(key) : !silent.includes(key))
    const keys = change?.keys.filter(speaks) ?? []
    return change && keys.length > 0 ? [{ by: 'shop', name: 'perennial.yaml', file: change.file, keys }] : []
  }
}

function competing(change: FileChange): Cause[] {
  if (change.kind !== 'campaign' && change.kind !== 'segment') return []
  return [{ by: 'competes', name: change.name, file: change.file, keys: change.keys }]
}
