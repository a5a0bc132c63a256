/** The rules of an email's style elements: a small part of CSS, as much as decides about colours. */

/** One simple step of a selector: `td.card#x[role="presentation"]`. */
export interface Step {
  readonly name: string | undefined
  readonly id: string | undefined
  readonly classes: readonly string[]
  readonly attributes: readonly (readonly [name: string, value: string | undefined])[]
  /** How it hangs on the step before: anywhere below it, or directly. */
  readonly joined: 'below' | 'child'
}

/** A declaration with its rank: important ones win, then weight, then order. */
export interface Rule {
  readonly steps: readonly Step[]
  readonly weight: number
  readonly declarations: ReadonlyMap<string, { readonly value: string; readonly important: boolean }>
}

/** The rules that hold on a screen of 640 pixels, in order; selectors that are not understood are left out. */
export function readRules(css: string): Rule[] {
  return rulesIn(css.replaceAll(/\/\*[\s\S]*?\*\/|<!--|-->/g, ''))
}

/** The declarations of a `style` attribute or a rule. */
export function readDeclarations(text: string): Rule['declarations'] {
  const found = text.split(';').flatMap((one): [string, { value: string; important: boolean }][] => {
    const at = one.indexOf(':')
    if (at === -1) return []
    const value = one.slice(at + 1).trim()
    const bare = value.replace(/\s*!important$/i, '')
    return [[one.slice(0, at).trim().toLowerCase(), { value: bare, important: bare !== value }]]
  })
  return new Map(found)
}

function rulesIn(css: string): Rule[] {
  const rules: Rule[] = []
  let at = 0
  while (at < css.length) {
    const open = css.indexOf('{', at)
    if (open === -1) break
    const close = endOfBlock(css, open)
    const head = css
      .slice(at, open)
      .replace(/^[\s\S]*;/, '')
      .trim()
    const body = css.slice(open + 1, close)
    if (head.startsWith('@media')) rules.push(...(holds(head) ? rulesIn(body) : []))
    else if (!head.startsWith('@')) rules.push(...rulesOf(head, body))
    at = close + 1
  }
  return rules
}

function endOfBlock(css: string, open: number): number {
  let depth = 0
  for (let at = open; at < css.length; at++) {
    if (css[at] === '{') depth++
    if (css[at] === '}' && --depth === 0) return at
  }
  return css.length
}

function holds(media: string): boolean {
  if (/\bprint\b/i.test(media)) return false
  const bounds = [...media.matchAll(/\((min|max)-width\s*:\s*(\d+)/gi)]
  return bounds.every(([, which, width]) =>
    which?.toLowerCase() === 'min' ? SCREEN >= Number(width) : SCREEN <= Number(width),
  )
}

const SCREEN = 640

function rulesOf(head: string, body: string): Rule[] {
  const declarations = readDeclarations(body)
  return head.split(',').flatMap((selector) => {
    const steps = readSelector(selector.trim())
    return steps ? [{ steps, weight: weightOf(steps), declarations }] : []
  })
}

function readSelector(selector: string): Step[] | undefined {
  if (selector === ':root') return [{ name: 'html', id: undefined, classes: [], attributes: [], joined: 'below' }]
  const parts = selector
    .replaceAll(/\s*>\s*/g, ' >')
    .split(/\s+/)
    .filter(Boolean)
  const steps = parts.map(readStep)
  return steps.every((step) => step !== undefined) && steps.length > 0 ? steps : undefined
}

const STEP = /^(>?)([a-z][a-z0-9-]*|\*)?((?:[.#][\w-]+|\[[^\]]+\])*)$/i

function readStep(part: string): Step | undefined {
  const found = STEP.exec(part)
  if (!found) return undefined
  const [, child, name, rest = ''] = found
  const attributes = [...rest.matchAll(/\[([\w-]+)(?:~?=["']?([^"'\]]*)["']?)?\]/g)]
  return {
    name: name === '*' ? undefined : name?.toLowerCase(),
    id: /#([\w-]+)/.exec(rest)?.[1],
    classes: [...rest.matchAll(/\.([\w-]+)/g)].map(([, one = '']) => one),
    attributes: attributes.map(([, key = '', value]) => [key.toLowerCase(), value] as const),
    joined: child === '>' ? 'child' : 'below',
  }
}

function weightOf(steps: readonly Step[]): number {
  return steps.reduce((sum, { name, id, classes, attributes }) => {
    return sum + (id ? 10_000 : 0) + (classes.length + attributes.length) * 100 + (name ? 1 : 0)
  }, 0)
}
