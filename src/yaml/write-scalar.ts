import type { YamlScalar } from './node.ts'

/** Where a scalar stands: in brackets and braces some characters need quotes that do without elsewhere. */
export type Surroundings = 'block' | 'flow' | 'key'

/** A scalar on one line: plain where YAML reads the same text, else in quotes. */
export function writeScalar({ value, text }: Pick<YamlScalar, 'value' | 'text'>, where: Surroundings): string {
  if (typeof value !== 'string') return text
  return isPlain(text, where) && !/^(?:~|null|true|false)$/i.test(text) && !isNumber(text) ? text : quoted(text)
}

/** A key; only what YAML would take for nothing needs quotes beyond those of a text. */
export function writeKey(key: string): string {
  return isPlain(key, 'key') && !/^(?:~|null)$/i.test(key) ? key : quoted(key)
}

/**
 * A text of several lines, or too long for one, as a block: the lines below the key, the first being `|` or `>-`.
 * Undefined where YAML would read another text.
 */
export function writeLines(text: string, room: number): readonly [header: string, ...lines: string[]] | undefined {
  if (text.includes('\n')) return literal(text)
  if (/^\S+(?: \S+)+$/.test(text) && isPrintable(text)) return ['>-', ...wrapped(text, room)]
  return undefined
}

function isPlain(text: string, where: Surroundings): boolean {
  if (text === '' || text.trim() !== text || /[\n\t]/.test(text) || !isPrintable(text)) return false
  if (/^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:\s|$)|---|\.\.\.)/.test(text)) return false
  if (/:(?:\s|$)|\s#/.test(text)) return false
  return where === 'block' || !(/[,[\]{}]/.test(text) || /^[-?:]/.test(text))
}

/** Numbers of YAML's core schema. */
function isNumber(text: string): boolean {
  return /^(?:[-+]?\d+|0o[0-7]+|0x[\da-f]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?|[-+]?\.inf|\.nan)$/i.test(text)
}

function isPrintable(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/u.test(text.replaceAll('\n', ''))
}

/** Double quotes, or single ones where the text itself holds double ones. */
function quoted(text: string): string {
  if (/["\\]/.test(text) && !/['\n\t]/.test(text) && isPrintable(text)) return `'${text}'`
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Lines as they are: the first begins with a letter, none is made of blanks, at most one line ends the text. */
function literal(text: string): [string, ...string[]] | undefined {
  const lines = text.split('\n')
  const end = lines.at(-1) === '' ? '|' : '|-'
  if (end === '|') lines.pop()
  const sound = /^\S/.test(lines[0] ?? '') && lines.at(-1) !== '' && lines.every((line) => !/^\s+$|^ *\t/.test(line))
  return sound && isPrintable(text) && !text.includes('\t') ? [end, ...lines] : undefined
}

function wrapped(text: string, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
