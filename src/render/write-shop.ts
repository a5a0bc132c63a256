/**
 * Writes the shop's own words into a Handlebars source: name, address and website are the same for every customer, so
 * they are looked up, checked and escaped once instead of some ten times an email.
 */

import { safeUrl } from './helpers/url.ts'
import { findTags, replaceTags } from './tags.ts'
import { type Mode, words } from './words.ts'

/** The shop's fields that a template shows. */
export type ShopWords = Readonly<Record<string, unknown>>

const NAMED = /^\{\{\s*shop\.(\w+)\s*\}\}$/
const LINKED = /^\{\{\s*url\s+shop\.(\w+)\s*\}\}$/

/** The source with `{{shop.…}}` and `{{url shop.…}}` replaced; what is missing or unsafe stays, and fails when filled. */
export function writeShop(source: string, shop: ShopWords, mode: Mode): string {
  return replaceTags(source, findTags(source), ({ raw }) => {
    const named = shop[NAMED.exec(raw)?.[1] ?? '']
    if (typeof named === 'string') return words(named, mode) ?? raw
    const linked = safeUrl(shop[LINKED.exec(raw)?.[1] ?? ''])
    return linked === undefined ? raw : (words(linked, mode) ?? raw)
  })
}
