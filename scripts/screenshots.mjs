// Takes the pictures of the web view in docs/pictures: the demo shop of a fixed seed and day, `npm run screenshots`.
// Look at each before you commit it. Needs Chromium. A new screen has a line below. `node scripts/screenshots.mjs all DIR
// [WORD]` takes every page whose path has the word, at each width in light and dark, into a folder of its own.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { bundle } from './bundle.mjs'
import { smallPng } from './small-png.mjs'
import { copyAssets, threads } from './web-assets.mjs'

const LAPTOP = { width: 1366, height: 900, theme: 'light' }
const AT_NIGHT = { ...LAPTOP, theme: 'dark' }
const PHONE = { width: 375, height: 812, theme: 'dark' }

/** Those that are committed: file, page and how it is looked at; one of each screen. */
const PICTURES = [
  ['home', '/', LAPTOP],
  ['preview', '/preview/we-miss-you?as={customer}&in=en', LAPTOP],
  ['segment', '/segments/lapsed?by=orders&days=365', LAPTOP],
  ['campaign', '/campaigns/win-back', LAPTOP],
  ['customer', '/customers/{customer}', LAPTOP],
  ['run', '/runs/{run}', LAPTOP],
  ['outbox-phone', '/outbox', PHONE],
  ['insights', '/insights', AT_NIGHT],
  ['retention', '/insights/retention?by=country', LAPTOP],
  ['simulate', '/simulate?from=2025-11-23&to=2026-11-22', LAPTOP],
  ['diff', '/diff', LAPTOP],
]
/** With `all DIR` every page at these widths, in light and dark, to be looked at and thrown away. */
const WIDTHS = [375, 768, 1366]

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [first, ...rest] = process.argv.slice(2)
const built = join(root, 'dist', 'screenshots')
const [demoAt, pagesAt] = ['src/chunks/demo', 'src/chunks/pages-below']
const entries = { [demoAt]: './test/web/support/open-demo.ts', [pagesAt]: './test/web/support/pages-below.ts' }
await bundle({ ...entries, ...threads }, built, (id) => /^[@a-z]/.test(id))
copyAssets(built)
const load = (name) => import(pathToFileURL(join(built, `${name}.js`)).href)
const { allPages, fillIn } = await load(pagesAt)
const demo = await (await load(demoAt)).openDemo()
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
try {
  if (first === 'all') await takeAll(...rest)
  else await takeCommitted(first === undefined ? [] : [first, ...rest])
} finally {
  await browser.close()
  await demo.close()
  rmSync(built, { recursive: true })
}

async function takeCommitted(wanted) {
  for (const [name, path, look] of PICTURES) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    await take(join(root, 'docs', 'pictures', `${name}.png`), path, look, 'window')
  }
}

async function takeAll(dir, word = '') {
  for (const path of allPages.filter((one) => one.includes(word))) {
    for (const width of WIDTHS) {
      for (const theme of ['light', 'dark']) {
        const name = path === '/' ? 'home' : path.replaceAll(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
        await take(join(dir, `${name}-${width}-${theme}.png`), path, { width, height: 900, theme }, 'page')
      }
    }
  }
}

async function take(file, path, { width, height, theme }, what) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  const tab = await context.newPage()
  await tab.goto(demo.pages.entrance)
  await tab.goto(new URL(await fillIn(demo.app, path), demo.pages.entrance).href)
  // What is worked out beside the page comes a moment later.
  const isSettled = () => document.querySelector('progress, .working, [aria-busy=true]') === null
  await tab.waitForFunction(isSettled, undefined, { timeout: 180_000 })
  // Parts that are asked for by themselves, too; the preview stays connected, to hear of saved files.
  await tab.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined)
  mkdirSync(dirname(file), { recursive: true })
  const png = await tab.screenshot({ fullPage: what === 'page' })
  writeFileSync(file, what === 'page' ? png : await smallPng(png, tab))
  await context.close()
}
