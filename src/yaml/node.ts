import type { Place } from '../problem.ts'

/** A YAML value with its place. Every scalar keeps the text as it was written, so `0123` stays `0123`. */
export type YamlNode = YamlMap | YamlList | YamlScalar

export interface YamlMap {
  readonly kind: 'map'
  readonly entries: readonly YamlEntry[]
  readonly place: Place
  /** Written in braces; otherwise below each other. */
  readonly style?: 'flow'
}

export interface YamlEntry {
  readonly key: string
  readonly keyPlace: Place
  readonly value: YamlNode
}

export interface YamlList {
  readonly kind: 'list'
  readonly items: readonly YamlNode[]
  readonly place: Place
  /** Written in brackets; otherwise below each other. */
  readonly style?: 'flow'
}

/** `value` is what YAML 1.2 makes of it, `text` what stands in the file (unquoted); null for an empty value. */
export interface YamlScalar {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  readonly text: string
  readonly place: Place
}
