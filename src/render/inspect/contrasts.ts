/** Which texts of an email cannot be read upon what lies behind them. */

import { canvasOf, dressed } from '../dress.ts'
import { type Colour, contrast, over, readColour } from './colours.ts'
import { below, type Element, plain, readElements } from './elements.ts'
import { readDeclarations, readRules, type Rule, type Step } from './style-rules.ts'

/** A text below the contrast that WCAG asks for: 4.5, or 3 where it is large. */
export interface FaintText {
  readonly text: string
  readonly contrast: number
  /** Of the HTML, from 1. */
  readonly line: number
}

/** The texts that are hard to read in a look, the faintest first. What stands upon a picture is not judged. */
export function faintTexts(html: string, look: 'light' | 'dark' | 'forced'): FaintText[] {
  // Dressing keeps every line where it is.
  const shown = dressed(html, look)
  const root = readElements(shown)
  const css = [...below(root)].filter(({ name }) => name === 'style').map(({ text }) => text)
  const sheet: Sheet = {
    rules: readRules(css.join('\n')),
    styles: new Map(),
    canvas: CANVAS[canvasOf(shown)],
  }
  const faint = [...below(root)].flatMap((element) => judge(element, sheet))
  return faint.sort((a, b) => a.contrast - b.contrast)
}

interface Sheet {
  readonly rules: readonly Rule[]
  readonly styles: Map<Element, Style>
  readonly canvas: { readonly letters: Colour; readonly ground: Colour }
}

/** What an element looks like, its parents counted in. */
interface Style {
  readonly letters: Colour
  /** Undefined upon a picture. */
  readonly ground: Colour | undefined
  readonly size: number
  readonly weight: number
  readonly seen: 'seen' | 'hidden'
}

const colour = (word: string): Colour => readColour(word) ?? { red: 0, green: 0, blue: 0, alpha: 1 }
const CANVAS = {
  light: { letters: colour('#000'), ground: colour('#fff') },
  dark: { letters: colour('#fff'), ground: colour('#121212') },
}
const NO_TEXT = new Set(['', 'head', 'title', 'style', 'script', 'meta', 'html', 'table', 'tbody', 'tr'])
/** 18 point, or 14 point and bold, in pixels. */
const LARGE = 24
const LARGE_BOLD = 18.66

function judge(element: Element, sheet: Sheet): FaintText[] {
  if (NO_TEXT.has(element.name)) return []
  const text = plain(element.text).replaceAll(/\s+/g, ' ').trim()
  if (text === '') return []
  const style = styleOf(element, sheet)
  if (style.seen === 'hidden' || style.ground === undefined || style.letters.alpha === 0) return []
  const found = contrast(style.letters, style.ground)
  const large = style.size >= LARGE || (style.size >= LARGE_BOLD && style.weight >= 700)
  return found < (large ? 3 : 4.5) ? [{ text, contrast: Math.floor(found * 100) / 100, line: element.line }] : []
}

function styleOf(element: Element, sheet: Sheet): Style {
  const known = sheet.styles.get(element)
  if (known) return known
  const { canvas } = sheet
  const parent: Style = element.parent
    ? styleOf(element.parent, sheet)
    : { letters: canvas.letters, ground: canvas.ground, size: 16, weight: 400, seen: 'seen' }
  const style = element.name === '' ? parent : within(parent, declared(element, sheet.rules), element)
  sheet.styles.set(element, style)
  return style
}

function within(parent: Style, own: ReadonlyMap<string, string>, { attributes }: Element): Style {
  const size = sizeOf(own.get('font-size'), parent.size)
  const weight = own.get('font-weight')
  const hidden =
    own.get('display') === 'none' ||
    own.get('visibility') === 'hidden' ||
    own.get('opacity') === '0' ||
    size === 0 ||
    own.get('max-height') === '0' ||
    own.get('max-height') === '0px'
  return {
    letters: readColour(own.get('color') ?? '') ?? parent.letters,
    ground: groundOf(own, attributes.get('bgcolor'), parent.ground),
    size,
    weight: weight === undefined ? parent.weight : weight === 'bold' ? 700 : Number(weight) || parent.weight,
    seen: hidden || parent.seen === 'hidden' ? 'hidden' : 'seen',
  }
}

function groundOf(own: ReadonlyMap<string, string>, bgcolor: string | undefined, behind: Colour | undefined) {
  const shorthand = own.get('background')
  if (shorthand !== undefined && /url\(|gradient/i.test(shorthand)) return undefined
  const words = [own.get('background-color'), ...(shorthand?.split(/\s+(?![^(]*\))/) ?? []), bgcolor]
  for (const word of words) {
    const found = word === undefined ? undefined : readColour(word)
    if (!found) continue
    if (found.alpha === 1) return found
    return behind && over(found, behind)
  }
  return behind
}

function sizeOf(value: string | undefined, parent: number): number {
  const found = /^([\d.]+)(px|pt|em|rem|%)?$/.exec(value ?? '')
  if (!found) return parent
  const number = Number(found[1])
  if (found[2] === 'pt') return (number * 4) / 3
  if (found[2] === 'em') return number * parent
  if (found[2] === 'rem') return number * 16
  return found[2] === '%' ? (number / 100) * parent : number
}

/** What holds for an element itself: rules by weight, then its own style, then what is important. */
function declared(element: Element, rules: readonly Rule[]): ReadonlyMap<string, string> {
  const fitting = rules.filter(({ steps }) => fits(element, steps))
  const ordered = fitting.toSorted((a, b) => a.weight - b.weight).map(({ declarations }) => declarations)
  const all = [...ordered, readDeclarations(element.attributes.get('style') ?? '')]
  const values = new Map<string, string>()
  for (const wanted of [false, true]) {
    for (const declarations of all) {
      for (const [name, { value, important }] of declarations) {
        if (important !== wanted) continue
        values.set(name, value)
        // The later of the two wins, whichever way it is written.
        if (name === 'background') values.delete('background-color')
      }
    }
  }
  return values
}

function fits(element: Element, steps: readonly Step[]): boolean {
  const last = steps.at(-1)
  if (!last || !isOne(element, last)) return false
  const rest = steps.slice(0, -1)
  if (rest.length === 0) return true
  if (last.joined === 'child') return element.parent !== undefined && fits(element.parent, rest)
  for (let at = element.parent; at; at = at.parent) if (fits(at, rest)) return true
  return false
}

function isOne({ name, attributes }: Element, step: Step): boolean {
  if (step.name !== undefined && step.name !== name) return false
  if (step.id !== undefined && step.id !== attributes.get('id')) return false
  const classes = attributes.get('class')?.split(/\s+/) ?? []
  if (!step.classes.every((one) => classes.includes(one))) return false
  return step.attributes.every(
    ([key, value]) => attributes.has(key) && (value === undefined || attributes.get(key) === value),
  )
}
