import type { YamlNode } from './node.ts'

/** A value on one line, for a line to paste: `{category: tea, within: 180 days}`. */
export function flowText(node: YamlNode): string {
  switch (node.kind) {
    case 'map':
      return `{${node.entries.map(({ key, value }) => `${key}: ${flowText(value)}`).join(', ')}}`
    case 'list':
      return `[${node.items.map(flowText).join(', ')}]`
    case 'scalar':
      return typeof node.value === 'string' && !isPlain(node.text) ? JSON.stringify(node.text) : node.text
    default:
      return node satisfies never
  }
}

/** What YAML reads as the same text without quotes, in braces too. */
function isPlain(text: string): boolean {
  return /^[\p{L}\p{N}](?:[\p{L}\p{N} ._/&'+<>=-]*[\p{L}\p{N}.'])?$/u.test(text) && !/^[\d.]+$/.test(text)
}
