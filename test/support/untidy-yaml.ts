import type { Random } from './naive/random.ts'
import type { Written } from './naive/random-rule.ts'

/**
 * A value as somebody in a hurry types it: blocks and braces in turn, any indentation and quotes, blank lines, and
 * comments wherever YAML lets them stand.
 */
export function untidyYaml(value: Written, random: Random): string {
  const lines = [...comments(random, ''), ...block(value, '', random), ...comments(random, '')]
  return `${lines.join('\n')}\n`
}

function block(value: Written, indent: string, random: Random): string[] {
  if (typeof value !== 'object') return [`${indent}${scalar(value, random)}`]
  const inner = indent + ' '.repeat(random.pick([1, 2, 2, 2, 4]))
  const lines = Array.isArray(value)
    ? value.flatMap((item: Written) => [...comments(random, indent), ...listItem(item, indent, random)])
    : Object.entries(value).flatMap(([key, one]) => [
        ...comments(random, indent),
        ...entry(scalar(key, random), one, indent, inner, random),
      ])
  return [...lines, ...(random.chance(0.1) ? comments(random, indent) : [])]
}

function listItem(item: Written, indent: string, random: Random): string[] {
  if (isInLine(item, random)) return flowLines(`${indent}-`, item, indent, random)
  const gap = ' '.repeat(random.pick([1, 1, 1, 3]))
  const [first = '', ...more] = block(item, `${indent} ${gap}`, random)
  // A comment or a blank line cannot stand behind the dash; the dash then has a line of its own.
  const apart = first.trim() === '' || first.trim().startsWith('#')
  return apart ? [`${indent}-`, first, ...more] : [`${indent}-${gap}${first.trimStart()}`, ...more]
}

function entry(key: string, value: Written, indent: string, inner: string, random: Random): string[] {
  if (isInLine(value, random)) return flowLines(`${indent}${key}:`, value, inner, random)
  const dashes = Array.isArray(value) && random.chance(0.5) ? indent : inner
  return [`${indent}${key}:${behind(random)}`, ...block(value, dashes, random)]
}

function isInLine(value: Written, random: Random): boolean {
  if (typeof value !== 'object') return true
  return Object.keys(value).length === 0 || random.chance(0.4)
}

/** A value behind its key or dash, in braces if it needs them, sometimes over several lines. */
function flowLines(lead: string, value: Written, indent: string, random: Random): string[] {
  const text = flow(value, `${indent}    `, random)
  return `${lead} ${text}${behind(random)}`.split('\n')
}

function flow(value: Written, indent: string, random: Random): string {
  if (typeof value !== 'object') return scalar(value, random, 'flow')
  const parts = Array.isArray(value)
    ? value.map((item: Written) => flow(item, indent, random))
    : Object.entries(value).map(([key, one]) => `${scalar(key, random, 'flow')}: ${flow(one, indent, random)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  const broken = random.chance(0.2)
  const separator = () => (broken ? `,${behind(random)}\n${indent}` : ', ')
  const first = broken && random.chance(0.5) ? `${behind(random)}\n${indent}` : ''
  const last = broken && random.chance(0.5) ? `${behind(random)}\n${indent}` : ''
  return `${open}${first}${parts.reduce((text, part) => (text === '' ? part : text + separator() + part), '')}${last}${close}`
}

function scalar(value: string | number, random: Random, where: 'block' | 'flow' = 'block'): string {
  if (typeof value === 'number') return String(value)
  const plain = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._/'%+-]*[\p{L}\p{N}])?$/u.test(value) && !/^[\d.]+$/.test(value)
  if (plain && random.chance(0.7)) return value
  if (!value.includes("'") && random.chance(0.5)) return `'${value}'`
  return where === 'flow' || plain ? JSON.stringify(value) : JSON.stringify(value)
}

const WORDS = ['why', 'orders: at least 2', 'so far # and on', '- later', 'č', '{', "it's", '"']

function behind(random: Random): string {
  return random.chance(0.15) ? ` # ${random.pick(WORDS)} ${random.whole(0, 999)}` : ''
}

function comments(random: Random, indent: string): string[] {
  if (!random.chance(0.15)) return random.chance(0.1) ? [''] : []
  const count = random.whole(1, 2)
  return Array.from({ length: count }, () => {
    if (random.chance(0.2)) return ''
    const own = random.chance(0.8) ? indent : ' '.repeat(random.whole(0, 9))
    return `${own}# ${random.pick(WORDS)} ${random.whole(0, 999)}`
  })
}
