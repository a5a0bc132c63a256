/** Attributes where a customer's data could do harm: unquoted, in styles and event handlers, in addresses (SEC-05). */

import type { Problem } from '../problem.ts'
import { type Attribute, FILLER, type Piece } from './markup.ts'
import { type SourceFile, placeIn } from './source-file.ts'
import type { Tag } from './tags.ts'

const ADDRESSES = new Set([
  'href',
  'src',
  'background-url',
  'background',
  'action',
  'formaction',
  'poster',
  'srcset',
  'thumbnails-src',
])

/** The problems of one tag's attributes. */
export function checkAttributes(source: SourceFile, piece: Piece, tags: readonly Tag[]): Problem[] {
  return piece.attributes.flatMap((attribute) => {
    if (attribute.name.startsWith(FILLER)) return checkLooseExpression(source, attribute, tags)
    const inside = tags.filter((tag) => tag.start >= attribute.valueStart && tag.end <= attribute.valueEnd)
    if (attribute.quoted === 'bare') return [unquoted(source, attribute)]
    if (/^on[a-z]+$/.test(attribute.name))
      return [refuse(source, attribute, 'No mail program runs event handlers', 'take it out')]
    if (ADDRESSES.has(attribute.name)) return checkAddress(source, attribute, inside)
    if (attribute.name !== 'style') return []
    return inside.filter(isOutput).map((tag) => styleProblem(source, tag))
  })
}

// `<a {{x}}>`: the data would name attributes; `<a {{#if x}}…>` is fine.
function checkLooseExpression(source: SourceFile, attribute: Attribute, tags: readonly Tag[]): Problem[] {
  const outputs = tags.filter((tag) => isOutput(tag) && tag.start >= attribute.start && tag.end <= attribute.end)
  return outputs.map((tag) =>
    refuse(source, attribute, `${tag.raw} stands where an attribute's name belongs`, 'put it in quotes'),
  )
}

function unquoted(source: SourceFile, attribute: Attribute): Problem {
  const value = source.text.slice(attribute.valueStart, attribute.valueEnd)
  return {
    ...refuse(source, attribute, `The value of ${attribute.name} has no quotes`, 'write it in double quotes'),
    code: 'unquoted-attribute',
    try: `${attribute.name}="${value}"`,
  }
}

// An address is safe when `url` checked all of it, or when its scheme and host are written out.
function checkAddress(source: SourceFile, attribute: Attribute, inside: readonly Tag[]): Problem[] {
  const value = source.text.slice(attribute.valueStart, attribute.valueEnd).trim()
  const outputs = inside.filter(isOutput)
  if (/^(javascript|vbscript|data|file):/i.test(asRead(value)) && !/^data:image\//i.test(value)) {
    const message = `"${value.slice(0, 40)}" is no address a mail may link to`
    return [{ ...refuse(source, attribute, message, 'use https, mailto or tel'), code: 'unsafe-link' }]
  }
  if (/^(https?:\/\/[^/{]+[/?#]|mailto:|tel:)/i.test(value)) return []
  return outputs.filter((tag) => tag.word !== 'url').map((tag) => addressProblem(source, attribute, tag))
}

// A browser reads entities and leaves out white space: `java&#115;cript&colon;` is a script.
function asRead(address: string): string {
  return address
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, code: string) => letter(Number.parseInt(code, 16)))
    .replace(/&#(\d{1,7});?/g, (_, code: string) => letter(Number(code)))
    .replace(/&colon;/gi, ':')
    .replace(/&(tab|newline);|\s/gi, '')
}

function letter(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

function addressProblem(source: SourceFile, attribute: Attribute, tag: Tag): Problem {
  return {
    code: 'unsafe-link',
    severity: 'error',
    message: `${tag.raw} stands in ${attribute.name} unchecked: it could be any address`,
    hint: 'let {{url …}} check it',
    try: `{{url ${tag.raw.slice(2, -2).trim()}}}`,
    place: placeIn(source, tag.start, tag.end),
  }
}

function styleProblem(source: SourceFile, tag: Tag): Problem {
  const message = `${tag.raw} stands in a style, where a customer's data could change the look`
  const hint = 'write the style out, or choose between two with {{#if}}'
  return { code: 'unsafe-attribute', severity: 'error', message, hint, place: placeIn(source, tag.start, tag.end) }
}

function refuse(source: SourceFile, attribute: Attribute, message: string, hint: string): Problem {
  const place = placeIn(source, attribute.start, attribute.end)
  return { code: 'unsafe-attribute', severity: 'error', message, hint, place }
}

function isOutput(tag: Tag): boolean {
  return tag.kind === 'output'
}
