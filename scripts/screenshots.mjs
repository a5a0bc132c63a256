// Takes the pictures of the web view in docs/pictures: the demo shop of a fixed seed and day, `npm run screenshots`.
// Look at each before you commit it. Needs Chromium. A new screen has a line below.
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { bundle } from './bundle.mjs'
import { copyAssets, threads } from './web-assets.mjs'

const LAPTOP = { width: 1366, height: 900, theme: 'light' }
const PHONE = { width: 375, height: 812, theme: 'dark' }

/** File, page and how it is looked at. */
const PICTURES = [
  ['home', '/', LAPTOP],
  ['home-phone', '/', PHONE],
  ['run', '/runs/2026-11-22T08:00:00Z', LAPTOP],
]

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const wanted = process.argv.slice(2)
const built = join(root, 'dist', 'screenshots')
await bundle({ 'src/chunks/demo': './test/web/support/open-demo.ts', ...threads }, built, (id) => /^[@a-z]/.test(id))
copyAssets(built)
const { openDemo } = await import(pathToFileURL(join(built, 'src', 'chunks', 'demo.js')).href)
const demo = await openDemo()
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
mkdirSync(join(root, 'docs', 'pictures'), { recursive: true })
try {
  for (const [name, path, look] of PICTURES) {
    if (wanted.length === 0 || wanted.includes(name)) await take(name, path, look)
  }
} finally {
  await browser.close()
  await demo.close()
  rmSync(built, { recursive: true })
}

async function take(name, path, { width, height, theme }) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  const tab = await context.newPage()
  await tab.goto(demo.pages.entrance)
  await tab.goto(new URL(path, demo.pages.entrance).href)
  // What is worked out beside the page comes a moment later.
  await tab.waitForFunction(() => document.querySelector('.working, [aria-busy=true]') === null)
  await tab.screenshot({ path: join(root, 'docs', 'pictures', `${name}.png`) })
  await context.close()
}
