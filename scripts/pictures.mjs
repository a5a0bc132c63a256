// Makes docs/first-plan.png, the picture of the README: an email of the demo shop and the reasons why it goes out.
// Seed and day are fixed, so it changes only when the emails or the words do. Needs Chromium.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const DAY = '2026-11-22'
const WHO = 'clara@kava.example'
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const temporary = mkdtempSync(join(tmpdir(), 'perennial-pictures-'))
const shop = join(temporary, 'kava')

try {
  perennial(temporary, 'init', 'kava', '--demo', '--as-of', DAY)
  perennial(shop, 'preview', 'we-miss-you', '--as', WHO, '--out', 'email.html')
  const email = readFileSync(join(shop, 'email.html'), 'utf8')
  const reasons = perennial(shop, 'why', WHO, 'win-back')
  const rules = readFileSync(join(shop, 'segments', 'lapsed.yaml'), 'utf8')
    .replace(/^#.*\n/, '')
    .split('\nexamples:')[0]
  const cards = [
    ['segments/lapsed.yaml', rules],
    [`perennial why ${WHO} win-back`, reasons],
  ]
  await photograph(page(email, cards), join(root, 'docs', 'first-plan.png'))
} finally {
  rmSync(temporary, { recursive: true, force: true })
}

function perennial(cwd, ...words) {
  const line = [join(root, 'bin', 'perennial.js'), ...words, '--no-color']
  const asOf = words.includes('--as-of') ? [] : ['--as-of', DAY]
  const { status, stdout, stderr } = spawnSync(process.execPath, [...line, ...asOf], { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`perennial ${words.join(' ')} ended with ${status}: ${stderr}`)
  return stdout.trimEnd()
}

async function photograph(html, file) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  try {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 })
    await tab.setContent(html)
    const height = await tab
      .frameLocator('iframe')
      .locator('body')
      .evaluate((body) => body.scrollHeight)
    await tab.locator('iframe').evaluate((frame, tall) => frame.setAttribute('height', tall), height)
    await tab.locator('main').screenshot({ path: file })
  } finally {
    await browser.close()
  }
}

function page(email, cards) {
  const card = ([title, text]) =>
    `<figure><figcaption>${escaped(title)}</figcaption><pre>${escaped(text.trim())}</pre></figure>`
  return `<!doctype html><meta charset="utf-8">
<style>
  body { margin: 0; }
  main { display: flex; gap: 44px; align-items: center; padding: 44px; width: 1280px; box-sizing: border-box; background: #e9e4db; }
  iframe { border: 0; border-radius: 14px; width: 375px; flex: none; box-shadow: 0 8px 28px #0003; }
  section { flex: 1; display: grid; gap: 32px; min-width: 0; }
  figure { margin: 0; border-radius: 14px; background: #211b17; color: #f0e7dc; box-shadow: 0 8px 28px #0003; }
  figcaption { padding: 16px 24px 0; font: 600 13px/1.5 'DejaVu Sans Mono', Menlo, Consolas, monospace; color: #e9b877; }
  pre { margin: 0; padding: 10px 24px 22px; font: 12.5px/1.75 'DejaVu Sans Mono', Menlo, Consolas, monospace; }
</style>
<main><iframe srcdoc="${escaped(email)}"></iframe><section>${cards.map(card).join('')}</section></main>`
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
