/** What an email uses that some mail programs do not know, beyond what MJML writes itself. */

import { unknownTo } from './caniemail.ts'
import type { Element } from './elements.ts'

/** A piece of CSS or HTML, the mail programs that do not know it, and where it is first used. */
export interface ForeignFeature {
  /** As one writes it: `display: grid`, `:nth-child`, `<video>`. */
  readonly feature: string
  readonly programs: string
  /** Of the HTML, from 1. */
  readonly line: number
}

/** Each feature once, in the order of the email. */
export function foreignFeatures(elements: readonly Element[]): ForeignFeature[] {
  const found = new Map<string, ForeignFeature>()
  for (const element of elements) {
    for (const [name, line] of usedBy(element)) {
      const programs = PROGRAMS.get(name)
      if (programs !== undefined && !found.has(name)) found.set(name, { feature: written(name), programs, line })
    }
  }
  return [...found.values()].toSorted((a, b) => a.line - b.line)
}

const PROGRAMS = new Map(unknownTo.flatMap(({ programs, names }) => names.map((name) => [name, programs] as const)))

type Used = readonly [name: string, line: number]

function usedBy({ name, attributes, text, line }: Element): Used[] {
  if (name === 'style') return usedByRules(text, line)
  const own = [...attributes.keys()].map((key): Used => [`attribute ${key}`, line])
  const style = usedByDeclarations(attributes.get('style') ?? '').map((one): Used => [one, line])
  return [[`element ${name}`, line], ...own, ...style]
}

/** Of a style element: its blocks of declarations, and what stands before each. */
function usedByRules(css: string, first: number): Used[] {
  // Comments become as many lines of nothing.
  const bare = css.replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
  const used: Used[] = []
  let line = first
  for (const [piece, words = '', end] of bare.matchAll(/([^{}]*)([{}]|$)/g)) {
    const start = line + newlines(words.slice(0, words.length - words.trimStart().length))
    const names = end === '{' ? usedByHead(words) : usedByDeclarations(words)
    used.push(...names.map((name): Used => [name, start]))
    line += newlines(piece)
  }
  return used
}

function usedByHead(head: string): string[] {
  const pseudos = [...head.matchAll(/::?([a-z-]+)/gi)].map(([, name = '']) => `pseudo ${name.toLowerCase()}`)
  const rules = [...head.matchAll(/@([a-z-]+)/gi)].map(([, name = '']) => `rule ${name.toLowerCase()}`)
  // What stands in the brackets of `@media (…)` is no pseudo-class.
  return rules.length > 0 ? rules : pseudos
}

function usedByDeclarations(text: string): string[] {
  return text.split(';').flatMap((declaration) => {
    const at = declaration.indexOf(':')
    if (at === -1) return []
    const property = declaration.slice(0, at).trim().toLowerCase()
    const value = declaration
      .slice(at + 1)
      .trim()
      .toLowerCase()
    const functions = [...value.matchAll(/([a-z-]+)\(/g)].map(([, name = '']) => `function ${name}`)
    const units = [...value.matchAll(/\d(ch|rem|vh|vw|vmin|vmax)\b/g)].map(([, name = '']) => `unit ${name}`)
    return [`property ${property}`, `pair ${property}: ${value.replace(/\s*!important$/, '')}`, ...functions, ...units]
  })
}

function newlines(text: string): number {
  return text.split('\n').length - 1
}

function written(name: string): string {
  const [kind = '', ...rest] = name.split(' ')
  const word = rest.join(' ')
  if (kind === 'pseudo') return `:${word}`
  if (kind === 'rule') return `@${word}`
  if (kind === 'function') return `${word}()`
  return kind === 'element' ? `<${word}>` : word
}
