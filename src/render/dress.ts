/** How an email looks in mail programs of different kinds, as HTML that asks nothing of anybody. */

import { type Colour, inverted, readColour, writeColour } from './inspect/colours.ts'

/**
 * `light` and `dark` as the email wrote them; `forced`: colours turned by a mail program that does so by itself;
 * `no images`: only their descriptions.
 */
export type Look = 'light' | 'dark' | 'forced' | 'no images'

/** Whether pictures from elsewhere are drawn as grey fields, or left for a browser to fetch by https. */
export type Pictures = 'fields' | 'fetched'

/**
 * The HTML of an email dressed for a look. Nothing in it leads to a request, unless pictures are to be fetched: those
 * from elsewhere are drawn as grey fields with the name of their host, style sheets and fonts from elsewhere are left out.
 */
export function dressed(html: string, look: Look, pictures: Pictures = 'fields'): string {
  const still = withoutImages(withoutRequests(html), look === 'no images' ? 'descriptions' : pictures)
  if (look === 'forced') return scheme(recoloured(still), 'none', 'dark')
  return look === 'dark' ? scheme(still, 'dark', 'dark') : scheme(still, 'light', 'light')
}

/** The hosts from which a browser would fetch the pictures of an email, each once. */
export function pictureHosts(html: string): string[] {
  const tags = html.match(/<img\b[^>]*>/gi) ?? []
  const hosts = tags.flatMap((tag) => {
    const address = /\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag)
    const url = address?.[1] ?? address?.[2] ?? ''
    return isFetched(tag, url) ? [new URL(url).host] : []
  })
  return [...new Set(hosts)]
}

/** Dots only count who opens an email. */
function isFetched(tag: string, address: string): boolean {
  return /^https:\/\//i.test(address) && URL.canParse(address) && !/\b(width|height)="[01]"/i.test(tag)
}

/** Upon what a dressed email stands: one that knows no dark of its own stays upon white. */
export function canvasOf(shown: string): 'light' | 'dark' {
  return shown.includes(DARK) ? 'dark' : 'light'
}

function withoutRequests(html: string): string {
  return html
    .replace(/<link\b[^>]*>/gi, '')
    .replace(/<(script|iframe|object|embed|form)\b/gi, '<x-$1')
    .replace(/@import[^;]*;/gi, '')
    .replace(/url\(\s*(&quot;|["'])?\s*(?:https?:)?\/\/[^)]*\)/gi, 'none')
    .replace(/\s(srcset|background|poster)\s*=\s*("[^"]*"|'[^']*')/gi, '')
    .replace(/<meta\b[^>]*http-equiv\s*=\s*["']?refresh[^>]*>/gi, '')
}

function withoutImages(html: string, shown: Pictures | 'descriptions'): string {
  return html.replace(/<(img|input|v:fill|v:image)\b[^>]*>/gi, (tag) =>
    tag.replace(/\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)')/i, (whole, double?: string, single?: string) => {
      const address = double ?? single ?? ''
      if (shown === 'descriptions') return ' src="data:,"'
      if (shown === 'fetched' && /^<img/i.test(tag) && isFetched(tag, address)) return whole
      return address.startsWith('data:image/') ? whole : ` src="${field(tag, address)}"`
    }),
  )
}

/** A grey field of the picture's size with the name of the host that it would come from. */
function field(tag: string, address: string): string {
  const size = (name: string, otherwise: number) => {
    const found = Number(new RegExp(`\\b${name}="(\\d+)`).exec(tag)?.[1])
    return found > 0 ? found : otherwise
  }
  const [width, height] = [size('width', 160), size('height', 90)]
  const host = URL.canParse(address) ? new URL(address).host : ''
  const label = `<text x="50%" y="50%" text-anchor="middle" font-family="sans-serif" font-size="12" fill="#444">${host}</text>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#ccc"/>${label}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** Which dark rules hold (`none`: neither those for light nor for dark), and the colours of what nobody coloured. */
function scheme(html: string, holds: 'light' | 'dark' | 'none', canvas: 'light' | 'dark'): string {
  const asked = html.replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi, (_, wanted: string) =>
    wanted.toLowerCase() === holds ? '(min-width:0)' : '(max-width:0)',
  )
  const knowsDark = /color-scheme[^;}"]*dark/i.test(html) || holds === 'none'
  const root = canvas === 'dark' && knowsDark ? DARK : LIGHT
  const style = `<style>${root}</style>`
  return /<\/head>/i.test(asked) ? asked.replace(/<\/head>/i, `${style}</head>`) : style + asked
}

const LIGHT = ':root{color-scheme:light!important;background:#fff}'
const DARK = ':root{color-scheme:dark!important;background:#121212;color:#fff}'

/** Every colour that is written out, turned as Outlook.com and Gmail turn them: light grounds, dark letters. */
function recoloured(html: string): string {
  return html
    .replace(/(\bbackground(?:-color)?\s*:\s*)([^;}"']+)/gi, (_, start: string, value: string) => {
      return start + turned(value, 'ground')
    })
    .replace(
      /(\bbgcolor\s*=\s*["']?)([^"'\s>]+)/gi,
      (_, start: string, value: string) => start + turned(value, 'ground'),
    )
    .replace(/((?:^|[\s;{"'])color\s*:\s*)([^;}"']+)/gi, (_, start: string, value: string) => {
      return start + turned(value, 'letters')
    })
}

const COLOUR = /#[0-9a-f]{3,8}\b|rgba?\([^)]*\)|\b(?!important\b|none\b)[a-z]{3,20}\b/gi

function turned(value: string, what: 'ground' | 'letters'): string {
  return value.replace(COLOUR, (word) => {
    const colour: Colour | undefined = readColour(word)
    return colour ? writeColour(inverted(colour, what)) : word
  })
}
