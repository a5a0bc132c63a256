import type { ChoiceShape, KeyShape, ListShape, MapShape, ValueShape, YamlMap } from '../../yaml/index.ts'
import type { Fact } from '../fact.ts'
import type { Kind, PhraseReading } from '../kind.ts'
import { kindNamed } from '../kinds/index.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { said, yamlOf } from './said.ts'
import { sayMissing } from './say-missing.ts'

/** Names of the shop's files, to be offered where a rule names one. */
export interface FileNames {
  readonly segments: readonly string[]
  readonly templates: readonly string[]
}

/** A fact as a key of a rule line, with every phrase of its kind. */
export function factKey(fact: Fact, { shop }: Vocabulary, names: FileNames): KeyShape {
  const reading = { fact: fact.name, shop, ...(fact.words ? { words: fact.words } : {}) }
  const { name: key, doc } = fact
  return {
    key,
    doc,
    missing: sayMissing(fact),
    example: `${key}: ${fact.example}`,
    shape: phraseShape(kindNamed(fact.kind), reading, examplesOf(fact, reading, names)),
  }
}

/** What a kind understands: a phrase, and lists and maps where its examples show them. */
export function phraseShape(kind: Kind, reading: PhraseReading, examples: readonly string[]): ChoiceShape {
  const phrases = examples.filter((example) => !/^[[{]/.test(example))
  const canonical: ValueShape['canonical'] = (node) => said(node, kind, reading)
  const text = /^(?:text|word|country|language|segment)/.test(kind.name)
  const value: ValueShape = {
    is: 'value',
    examples: phrases,
    pattern: reading.words ? `^(?:${[...reading.words, 'set', 'not set'].join('|')})$` : kind.pattern,
    ...(text ? { type: 'any' as const } : {}),
  }
  const lists = kind.examples.some((example) => example.startsWith('['))
  const maps = kind.examples.flatMap((example) => (example.startsWith('{') ? [yamlOf(example)] : []))
  const list: ListShape = { is: 'list', of: { ...value, canonical }, layout: 'line' }
  const takesValue = phrases.length > 0 || maps.length === 0
  return {
    is: 'choice',
    of: [
      ...(takesValue ? [value] : []),
      ...(lists ? [list] : []),
      ...(maps.length > 0 ? [mapOf(maps.filter((map) => map?.kind === 'map'))] : []),
    ],
    examples,
    canonical,
  }
}

/** The keys of maps that a kind gives as examples. */
function mapOf(maps: readonly YamlMap[]): MapShape {
  const keys = new Map<string, string[]>()
  for (const { entries } of maps) {
    for (const { key, value } of entries) {
      const texts = value.kind === 'scalar' ? [value.text] : []
      keys.set(key, [...(keys.get(key) ?? []), ...texts])
    }
  }
  const shapes = [...keys].map(
    ([key, examples]): KeyShape => ({
      key,
      doc: '',
      shape: {
        is: 'choice',
        of: [
          { is: 'value', examples },
          { is: 'list', of: { is: 'value', examples }, layout: 'line' },
        ],
      },
    }),
  )
  return { is: 'map', keys: shapes, layout: 'line', order: 'of keys' }
}

/** Phrases to offer for one fact: its own example, then those of its kind that fit any fact of the kind. */
function examplesOf(fact: Fact, { shop, words }: PhraseReading, { segments }: FileNames): string[] {
  const kind = kindNamed(fact.kind)
  const named = kind.name === 'segment' || kind.name === 'segment change'
  const general = kind.examples.map((example) => example.replaceAll('EUR', shop.currency))
  const fitting = kind.name === 'text' ? general.filter((example) => /^(?:not )?set$/.test(example)) : general
  const maps = named ? [] : fitting
  const offered = words ?? (named && segments.length > 0 ? segments : maps)
  return [...new Set([...(named && segments.length > 0 ? [] : [fact.example]), ...offered])]
}
