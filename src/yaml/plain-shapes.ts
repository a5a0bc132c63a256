import { tidyPhrase } from '../text/index.ts'
import type { YamlNode } from './node.ts'
import type { ChoiceShape, ValueShape } from './shape.ts'

/** Text that the writer makes up. */
export function anyText(...examples: readonly string[]): ValueShape {
  return { is: 'value', type: 'any', examples }
}

/** One of a few words. */
export function oneWordOf(...words: readonly string[]): ValueShape {
  return { is: 'value', words, examples: words }
}

/** `yes` or `no`, as which `fmt` also writes true and false. */
export const yesOrNo: ValueShape = {
  ...oneWordOf('yes', 'no'),
  canonical: (node) => {
    if (node.kind !== 'scalar' || typeof node.value !== 'boolean') return undefined
    const text = node.value ? 'yes' : 'no'
    return { ...node, value: text, text }
  },
}

/** A short phrase of a pattern (ECMA 262, without anchors), such as `at most 2 days`. */
export function shortPhrase(pattern: string, ...examples: readonly string[]): ValueShape {
  return {
    is: 'value',
    examples,
    pattern: `^(?:${pattern})$`,
    canonical: (node) => {
      if (node.kind !== 'scalar' || typeof node.value !== 'string') return undefined
      const text = tidyPhrase(node.text)
      return { ...node, value: text, text }
    },
  }
}

/** Single values on one line in brackets; `fmt` puts the brackets around one that stands alone. */
export function wordList(of: ValueShape): ChoiceShape {
  const canonical = (node: YamlNode): YamlNode => {
    if (node.kind !== 'scalar' || node.value === null) return node
    return { kind: 'list', items: [node], place: node.place, style: 'flow' }
  }
  return { is: 'choice', of: [of, { is: 'list', of, layout: 'line' }], canonical }
}
