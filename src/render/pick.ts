/** Copies what a template reads, and nothing else, out of a message's variables (SEC-03). */

import type { Json, Variables } from './template.ts'

/** Copies the declared variables: null-prototype objects, clean strings, lists of at most 200, five levels. */
export type Pick = (variables: Variables) => Variables

interface Branch {
  whole: 'whole' | 'parts'
  readonly fields: Map<string, Branch>
}

const DEEPEST = 5
const LONGEST = 200
// Control characters, half surrogates, line separators, and marks that turn the direction of text around.
const UNCLEAN = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu

// Nothing is inherited from it by name. Handlebars puts the object into its message when a name is missing, and an
// object that cannot be put into words would hide that message.
const BARE: object = Object.create(null, { [Symbol.toPrimitive]: { value: () => 'the variables' } })

/** A copier for the given dotted paths; `*` stands for each item of a list. */
export function pickerFor(paths: readonly string[]): Pick {
  const root: Branch = { whole: 'parts', fields: new Map() }
  for (const path of paths) plant(root, path.split('.'))
  return (variables) => pickFields(root, variables) as Variables
}

/** A string without control characters, direction overrides and half surrogates, and without blanks around it. */
export function cleanText(text: string): string {
  if (!UNCLEAN.test(text)) return text.trim()
  return text
    .replace(TURNS, '')
    .replace(BREAKS, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim()
}

function plant(branch: Branch, [first, ...rest]: readonly string[]): void {
  if (first === undefined || first === '*') {
    branch.whole = 'whole'
    return
  }
  const field = branch.fields.get(first) ?? { whole: 'parts', fields: new Map() }
  branch.fields.set(first, field)
  plant(field, rest)
}

function pickFields(branch: Branch, value: Json): Json {
  const copy: Record<string, Json> = Object.create(BARE)
  if (!isObject(value)) return copy
  for (const [name, field] of branch.fields) {
    const own = Object.hasOwn(value, name) ? value[name] : undefined
    // Parts of something absent are read from an empty object, so that `{{#if coupon.code}}` may ask.
    const picked = field.whole === 'whole' ? copyWhole(own, 2) : pickFields(field, own)
    if (picked !== undefined) copy[name] = picked
  }
  return copy
}

// Undefined for what counts as missing: null, blanks, numbers that are none, and whatever lies too deep.
function copyWhole(value: Json, level: number): Json {
  if (typeof value === 'string') return cleanText(value) || undefined
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (!isObject(value) || level > DEEPEST) return undefined
  if (Array.isArray(value)) return value.slice(0, LONGEST).map((item: Json) => copyWhole(item, level + 1))
  return copyObject(value, level)
}

function copyObject(value: Variables, level: number): Json {
  const copy: Record<string, Json> = Object.create(BARE)
  for (const name of Object.keys(value)) {
    const inner = copyWhole(value[name], level + 1)
    if (inner !== undefined) copy[name] = inner
  }
  return copy
}

function isObject(value: Json): value is Variables {
  return typeof value === 'object' && value !== null
}
