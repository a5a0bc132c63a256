import { arrivesLater, type Vocabulary } from '../facts/index.ts'
import type { Place, Problem } from '../problem.ts'
import type { SourceFile } from '../segments/index.ts'
import { itemsOf, parseYaml, problemOn, type YamlEntry, type YamlNode } from '../yaml/index.ts'

/** What the shop file names for rules to ask: where each stage stands, and names that no rule could reach. */
export interface ShopNames {
  readonly stages: ReadonlyMap<string, Place>
  readonly problems: readonly Problem[]
}

const OF_EVENTS = ['times', 'within', 'since', 'before', 'between', 'followed_by', 'not_followed_by']

/** Looks at the names in a sound shop file: one that the language uses itself would be declared in vain. */
export function shopNames({ file, text }: SourceFile, vocabulary: Vocabulary): ShopNames {
  const root = parseYaml(file, text).value
  const attributes = entriesUnder(root, 'attributes').filter(
    ({ key }) => vocabulary.fact(key)?.rows !== 'attributes' || arrivesLater(key),
  )
  const events = entriesUnder(root, 'events')
  const takenEvents = events.filter(
    ({ key }) => vocabulary.event(key)?.rows !== 'events' || vocabulary.fact(key) || arrivesLater(key),
  )
  const filters = events
    .flatMap(({ value }) => entriesUnder(value, 'filters'))
    .filter(({ key }) => OF_EVENTS.includes(key))
  const stages = nodeUnder(root, 'stages')
  return {
    stages: new Map(
      (stages ? itemsOf(stages) : []).flatMap((item) =>
        item.kind === 'scalar' ? [[item.text.trim(), item.place]] : [],
      ),
    ),
    problems: [
      ...attributes.map((entry) => taken(entry, 'attribute')),
      ...takenEvents.map((entry) => taken(entry, 'event')),
      ...filters.map((entry) => taken(entry, 'filter')),
    ],
  }
}

function taken({ key, keyPlace }: YamlEntry, what: string): Problem {
  const message = `"${key}" is a word of the rules already`
  return problemOn({ place: keyPlace }, 'taken-name', message, `give the ${what} another name, such as own_${key}`)
}

function nodeUnder(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined
}

function entriesUnder(node: YamlNode | undefined, key: string): readonly YamlEntry[] {
  const found = nodeUnder(node, key)
  return found?.kind === 'map' ? found.entries : []
}
