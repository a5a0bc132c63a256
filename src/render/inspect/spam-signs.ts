import { below, type Element, plain, textIn } from './elements.ts'

/** What mail services take for a sign of spam, whatever the language. */
export type SpamSign = 'capitals' | 'marks' | 'pictures' | 'disguise' | 'shortener'

/** A sign, and the line of HTML where there is one. */
export interface FoundSign {
  readonly sign: SpamSign
  readonly line?: number
}

/** The signs of spam in an email, as SpamAssassin and its relatives look for them; nobody is asked. */
export function spamSigns(subject: string, elements: readonly Element[]): FoundSign[] {
  const links = elements.filter(({ name }) => name === 'a')
  return [
    ...(isShouted(subject) ? [{ sign: 'capitals' as const }] : []),
    ...(/[!?]{2}|!.*!/.test(subject) ? [{ sign: 'marks' as const }] : []),
    ...(isPicturesAlone(elements) ? [{ sign: 'pictures' as const }] : []),
    ...first('disguise', links.find(isDisguised)),
    ...first('shortener', links.find(isShortened)),
  ]
}

function first(sign: SpamSign, element: Element | undefined): FoundSign[] {
  return element ? [{ sign, line: element.line }] : []
}

/** A name or a code in capitals is none: it takes a few words. */
function isShouted(subject: string): boolean {
  const letters = subject.match(/\p{Lu}|\p{Ll}/gu) ?? []
  const capitals = subject.match(/\p{Lu}/gu) ?? []
  return letters.length >= LEAST_LETTERS && capitals.length / letters.length > 0.7
}

const LEAST_LETTERS = 12

function isPicturesAlone(elements: readonly Element[]): boolean {
  const pictures = elements.filter(({ name, attributes }) => name === 'img' && attributes.get('width') !== '1')
  const body = elements.find(({ name }) => name === 'body')
  if (pictures.length === 0 || !body) return false
  const words = [...below(body)].filter(({ name }) => name !== 'style').map(({ text }) => plain(text).trim())
  return words.join('').length < LEAST_TEXT
}

/** Letters beside pictures. */
const LEAST_TEXT = 120

/** Says one address and leads to another, as those do who steal passwords. */
function isDisguised(link: Element): boolean {
  const said = /^(?:https?:\/\/)?((?:[a-z0-9-]+\.)+(?!pdf|docx?|xlsx?|zip|png|jpe?g)[a-z]{2,})(?:\/|$)/i
    .exec(textIn(link))?.[1]
    ?.toLowerCase()
  const host = hostOf(link)
  if (said === undefined || host === undefined || isLocal(host)) return false
  const bare = (name: string) => name.replace(/^www\./, '')
  return !`.${bare(host)}`.endsWith(`.${bare(said)}`)
}

function isShortened(link: Element): boolean {
  return SHORTENERS.has(hostOf(link) ?? '')
}

function hostOf({ attributes }: Element): string | undefined {
  const address = attributes.get('href')?.replaceAll('&amp;', '&') ?? ''
  return URL.canParse(address) ? new URL(address).hostname : undefined
}

/** Links of a shop that is tried out lead through this computer. */
function isLocal(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1'
}

const SHORTENERS = new Set(['bit.ly', 'tinyurl.com', 'goo.gl', 't.co', 'ow.ly', 'is.gd', 'buff.ly', 'cutt.ly'])
