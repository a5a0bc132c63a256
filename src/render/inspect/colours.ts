/** Colours as CSS writes them: read, written, measured and turned. */

/** Red, green and blue from 0 to 255, and how opaque it is from 0 to 1. */
export interface Colour {
  readonly red: number
  readonly green: number
  readonly blue: number
  readonly alpha: number
}

/** The colour of a CSS word (`#fff`, `rgb(1,2,3)`, `white`); undefined for what is none. */
export function readColour(word: string): Colour | undefined {
  const text = word.trim().toLowerCase()
  if (text === 'transparent') return { red: 0, green: 0, blue: 0, alpha: 0 }
  const hex = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(text)?.[1]
  if (hex !== undefined) return ofHex(hex.length < 6 ? hex.replaceAll(/./g, '$&$&') : hex)
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .filter(Boolean)
  if (parts) return ofParts(parts)
  const named = NAMED[text]
  return named === undefined ? undefined : ofHex(named)
}

/** As `#rrggbb`, or `rgba(…)` where one can see through it. */
export function writeColour({ red, green, blue, alpha }: Colour): string {
  if (alpha < 1) return `rgba(${Math.round(red)},${Math.round(green)},${Math.round(blue)},${alpha})`
  return `#${[red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

/** The contrast of two colours by WCAG 2.2: from 1 to 21. */
export function contrast(letters: Colour, ground: Colour): number {
  const [a, b] = [luminance(over(letters, ground)), luminance(ground)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** What one sees of a colour upon another. */
export function over(upper: Colour, lower: Colour): Colour {
  const mix = (a: number, b: number) => a * upper.alpha + b * (1 - upper.alpha)
  return {
    red: mix(upper.red, lower.red),
    green: mix(upper.green, lower.green),
    blue: mix(upper.blue, lower.blue),
    alpha: 1,
  }
}

/**
 * A colour as a mail program turns it that forces the dark by itself: light grounds become dark and dark letters light,
 * of the same hue. What is dark already, or light, stays.
 */
export function inverted(colour: Colour, what: 'ground' | 'letters'): Colour {
  const [hue, saturation, lightness] = toHsl(colour)
  if (what === 'ground' ? lightness <= 0.5 : lightness >= 0.5) return colour
  return { ...ofHsl(hue, saturation, Math.max(DARKEST, 1 - lightness)), alpha: colour.alpha }
}

/** Forced dark is never quite black. */
const DARKEST = 0.07

function luminance({ red, green, blue }: Colour): number {
  const linear = (part: number) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function ofHex(hex: string): Colour {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
  return { red: part(0), green: part(2), blue: part(4), alpha: hex.length > 6 ? part(6) / 255 : 1 }
}

function ofParts(parts: readonly string[]): Colour | undefined {
  const part = (text = '0') => (text.endsWith('%') ? Number(text.slice(0, -1)) * 2.55 : Number(text))
  const alpha = parts[3] === undefined ? 1 : parts[3].endsWith('%') ? part(parts[3]) / 255 : Number(parts[3])
  const colour = { red: part(parts[0]), green: part(parts[1]), blue: part(parts[2]), alpha }
  return Object.values(colour).some(Number.isNaN) ? undefined : colour
}

function toHsl({ red, green, blue }: Colour): [number, number, number] {
  const [r, g, b] = [red / 255, green / 255, blue / 255]
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)]
  const [lightness, span] = [(most + least) / 2, most - least]
  if (span === 0) return [0, 0, lightness]
  const saturation = span / (1 - Math.abs(2 * lightness - 1))
  const sixth = most === r ? ((g - b) / span + 6) % 6 : most === g ? (b - r) / span + 2 : (r - g) / span + 4
  return [sixth * 60, saturation, lightness]
}

function ofHsl(hue: number, saturation: number, lightness: number): Omit<Colour, 'alpha'> {
  const part = (n: number) => {
    const k = (n + hue / 30) % 12
    return 255 * (lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
  }
  return { red: part(0), green: part(8), blue: part(4) }
}

/** The names that people write; the other hundred and thirty are left as they are. */
const NAMED: Readonly<Record<string, string>> = {
  black: '000000',
  white: 'ffffff',
  red: 'ff0000',
  green: '008000',
  blue: '0000ff',
  gray: '808080',
  grey: '808080',
  silver: 'c0c0c0',
  maroon: '800000',
  navy: '000080',
  teal: '008080',
  orange: 'ffa500',
  yellow: 'ffff00',
  purple: '800080',
  brown: 'a52a2a',
  beige: 'f5f5dc',
  ivory: 'fffff0',
  lightgray: 'd3d3d3',
  lightgrey: 'd3d3d3',
  darkgray: 'a9a9a9',
  darkgrey: 'a9a9a9',
  whitesmoke: 'f5f5f5',
}
