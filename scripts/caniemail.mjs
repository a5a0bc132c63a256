// Writes src/render/inspect/caniemail.ts: what CSS and HTML which mail programs do not know, out of the data of
// caniemail.com, less what MJML writes itself. `node scripts/caniemail.mjs FILE`, FILE being
// https://www.caniemail.com/api/data.json (or data/caniemail.json of the package of that name).
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import mjml from 'mjml'

/** Names of mail programs, each with the families and platforms of the data that are it. */
const PROGRAMS = {
  Gmail: [/^gmail /],
  'Outlook (Windows)': [/^outlook windows$/],
  Outlook: [/^outlook (macos|outlook-com|ios|android)$/],
  'Apple Mail': [/^apple-mail /],
  Yahoo: [/^(yahoo|aol) /],
  Samsung: [/^samsung-email /],
  Thunderbird: [/^thunderbird /],
  GMX: [/^(gmx|web-de) /],
}
/** Where these are not known the email is as whole without them. */
const GRACEFUL =
  /^(property (animation|transition|cursor|box-shadow|text-shadow|user-select|hyphens|hyphenate-.*|orphans|widows|overflow-wrap|word-wrap|word-break|resize|tab-size|outline.*|accent-color|color-scheme|scroll-snap|text-wrap|font-kerning|text-decoration-.*|text-underline-.*|text-overflow|text-align-last|text-justify|text-emphasis.*|white-space|font-stretch|empty-cells)|pseudo (hover|active|focus|visited|link|target|placeholder)|attribute (aria-.*|role|lang|dir|target|loading|required)|rule (keyframes|font-face)|element (abbr|acronym|address|bdi|wbr|article|aside|figure|footer|header|main|nav|section))$/
/** What is not called by one word in the data. */
const CALLED = {
  'css-variables': ['function var'],
  'css-unit-calc': ['function calc'],
  'css-display-flex': ['pair display: flex', 'pair display: inline-flex'],
  'css-display-grid': ['pair display: grid', 'pair display: inline-grid'],
  'css-flex-direction': ['property flex-direction'],
  'css-flex-wrap': ['property flex-wrap'],
  'css-grid-template': ['property grid-template', 'property grid-template-columns', 'property grid-template-rows'],
  'css-modern-color': ['function lch', 'function oklch', 'function lab', 'function oklab'],
  'html-srcset': ['attribute srcset'],
  'html-svg': ['element svg'],
  'css-sytem-ui': [],
  'css-intrinsic-size': [],
  'css-pseudo-class-lang': [],
  'html-image-maps': ['element map', 'attribute usemap'],
}
const UNITS = /^(ch|ex|vh|vw|vmin|vmax|rem)$/

const [file = ''] = process.argv.slice(2)
const { data, last_update_date: date } = JSON.parse(readFileSync(file, 'utf8'))
const own = await baseline()
const groups = new Map()
for (const feature of data) {
  const programs = Object.keys(PROGRAMS).filter((name) => lacks(feature, PROGRAMS[name]))
  if (programs.length === 0) continue
  for (const name of namesOf(feature)) {
    if (GRACEFUL.test(name) || isOwn(name)) continue
    groups.set(programs.join(', '), [...(groups.get(programs.join(', ')) ?? []), name])
  }
}
const lines = [...groups].map(([programs, names]) => {
  return `  {\n    programs: '${programs}',\n    names: [\n${[...new Set(names)]
    .sort()
    .map((name) => `'${name}'`)
    .join(', ')},\n],\n  },`
})
const text = `/**
 * What mail programs do not know, out of the data of caniemail.com of ${date.slice(0, 10)} (MIT, Copyright (c) 2019
 * HTeuMeuLeu), less what MJML writes itself. Made by scripts/caniemail.mjs: do not edit.
 */

/** CSS and HTML that some mail programs do not know; a name says its kind first: \`property gap\`, \`pair display: grid\`. */
export const unknownTo: readonly { readonly programs: string; readonly names: readonly string[] }[] = [
${lines.join('\n')}
]
`
const target = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'render', 'inspect', 'caniemail.ts')
writeFileSync(target, text)

/** Whether the newest version of one of a program's platforms does not know a feature. */
function lacks({ stats }, wanted) {
  return Object.entries(stats).some(([family, platforms]) =>
    Object.entries(platforms).some(
      ([platform, versions]) =>
        wanted.some((one) => one.test(`${family} ${platform}`)) &&
        String(Object.values(versions).at(-1)).startsWith('n'),
    ),
  )
}

/** How an email shows that it uses a feature; none for what no word tells. */
function namesOf({ slug, title, category }) {
  if (CALLED[slug]) return CALLED[slug]
  const bare = title.trim().replace(/ (CSS )?(property|shorthand)$/, '')
  if (category === 'css') {
    const unit = /^(\S+) unit$/.exec(title)?.[1]
    if (unit) return UNITS.test(unit) ? [`unit ${unit}`] : []
    if (/^::?[\w-]+(\(\))?$/.test(bare)) return [`pseudo ${bare.replaceAll(/[:()]/g, '')}`]
    if (/^@[\w-]+$/.test(bare)) return [`rule ${bare.slice(1)}`]
    if (/^[\w-]+\(\)$/.test(bare)) return [`function ${bare.slice(0, -2)}`]
    return /^[a-z-]+(, [a-z-]+)*$/.test(bare) ? bare.split(', ').map((name) => `property ${name}`) : []
  }
  if (category !== 'html') return []
  const element = /^<(\w+)>( element)?$/.exec(title)?.[1]
  const attribute = /^([\w-]+) attribute$/.exec(title)?.[1]
  return element ? [`element ${element}`] : attribute ? [`attribute ${attribute}`] : []
}

/** What MJML writes for an email of its usual components, as text to be searched. */
async function baseline() {
  const { html } =
    await mjml(`<mjml><mj-head><mj-title>x</mj-title><mj-preview>x</mj-preview></mj-head><mj-body background-color="#fff">
    <mj-wrapper><mj-section><mj-group><mj-column><mj-text>x</mj-text></mj-column></mj-group></mj-section></mj-wrapper>
    <mj-section background-url="https://kava.example/a.png"><mj-column>
    <mj-image src="https://kava.example/a.png" alt="x" /><mj-button href="https://kava.example">x</mj-button><mj-divider /><mj-spacer />
    <mj-table><tr><td>x</td></tr></mj-table><mj-social><mj-social-element name="github" href="https://kava.example">x</mj-social-element></mj-social>
    </mj-column></mj-section><mj-hero height="300px"><mj-text>x</mj-text></mj-hero></mj-body></mjml>`)
  return html
}

function isOwn(called) {
  const [, kind, name] = /^(\w+) (.*)$/.exec(called)
  const word = name.replaceAll(/[.*+?^$()[\]{}|\\]/g, String.raw`\$&`)
  const looks = {
    property: `[;{"'\\s]${word}\\s*:`,
    pair: `\\b${word.replace(': ', ':\\s*')}\\b`,
    rule: `@${word}\\b`,
    pseudo: `:${word}\\b`,
    function: `\\b${word}\\(`,
    unit: `\\d${word}\\b`,
    element: `<${word}\\b`,
    attribute: `\\s${word}=`,
  }
  return new RegExp(looks[kind], 'i').test(own)
}
