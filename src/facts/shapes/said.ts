import { parseYaml, type YamlNode } from '../../yaml/index.ts'
import type { Kind, PhraseReading } from '../kind.ts'

/** A phrase as its kind says it: `Croatia` becomes `HR`. Undefined where the kind does not understand it. */
export function said(node: YamlNode, kind: Kind, reading: PhraseReading): YamlNode | undefined {
  const { value } = kind.parse(node, reading)
  return value && yamlOf(kind.say(value, reading))
}

/** The node of a value that is written on one line. */
export function yamlOf(text: string): YamlNode | undefined {
  const { value } = parseYaml('', `x: ${text}\n`)
  return value?.kind === 'map' ? value.entries[0]?.value : undefined
}
