import { full } from '../../support/fault-run.ts'
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const program = process.env.CHROMIUM ?? '/usr/bin/chromium'
// By a name that the compiler does not follow: a checkout without it still tests everything else.
const axeName = '@axe-core/playwright'
const axe: AxeModule | undefined = await import(axeName).catch(() => undefined)

interface AxeModule {
  readonly AxeBuilder: new (given: { page: Page }) => Axe
}

interface Axe {
  setLegacyMode(legacy: boolean): Axe
  analyze(): Promise<{ violations: readonly Violation[] }>
}

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

/** `missing`: tests that look at pages in a browser skip, and say so. */
export const browserIs: 'here' | 'missing' = existsSync(program) && axe ? 'here' : 'missing'
if (browserIs === 'missing') console.warn(`skipped: pages in a browser, which need ${program} and ${axeName}`)

/** Chromium; `close` it when done. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: program, args: ['--no-sandbox'] })
}

/** How a page may be looked at. */
export interface Look {
  readonly width: number
  readonly theme: 'light' | 'dark'
}

/** Phone, tablet and a small laptop, in light and dark. */
export const looks: readonly Look[] = [375, 768, 1366].flatMap((width) => [
  { width, theme: 'light' as const },
  { width, theme: 'dark' as const },
])

/** A phone in light, a laptop in dark: for pages that are made of the parts of others, which are seen in every look. */
export const fewLooks: readonly Look[] = [
  { width: 375, theme: 'light' },
  { width: 1366, theme: 'dark' },
]

/** Of the few looks one, another for each page of a row; all of them in the full run. */
export function sampleLook(place: number): readonly Look[] {
  return full ? fewLooks : fewLooks.filter((_, i) => i === place % fewLooks.length)
}

/** A tab of somebody who was let in. `scripts: 'off'` shows what is left without them. */
export async function openTab(
  browser: Browser,
  entrance: string,
  { width, theme }: Look = { width: 1366, theme: 'light' },
  scripts: 'on' | 'off' = 'on',
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    javaScriptEnabled: scripts === 'on',
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  const tab = await context.newPage()
  await tab.goto(entrance)
  return tab
}

/**
 * A page that is good for everybody: at each width and in both themes nothing sticks out sideways, the console is
 * silent, nothing is asked of another host, and axe finds no violation.
 */
export async function expectGoodPage(
  browser: Browser,
  entrance: string,
  path: string,
  wanted: readonly Look[] = looks,
): Promise<void> {
  const tab = await openTab(browser, entrance)
  const heard: string[] = []
  listen(tab, entrance, heard)
  for (const { width, theme } of wanted) {
    const where = `${path} at ${width} in ${theme}`
    await tab.setViewportSize({ width, height: 900 })
    await tab.emulateMedia({ colorScheme: theme })
    const answer = await tab.goto(new URL(path, entrance).href, { waitUntil: 'load' })
    expect(answer?.status(), where).toBe(200)
    expect(await sticksOut(tab), where).toEqual([])
    expect(await faults(tab), where).toEqual([])
    expect(heard, where).toEqual([])
  }
  await tab.context().close()
}

function listen(tab: Page, entrance: string, heard: string[]): void {
  tab.on('console', (message) => {
    // axe knocks at the shut frame of the preview; that it is not let in is right.
    if (message.text().startsWith('Blocked script execution in')) return
    if (['error', 'warning'].includes(message.type())) heard.push(message.text())
  })
  tab.on('pageerror', (error) => heard.push(String(error)))
  tab.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol.startsWith('http') && host !== new URL(entrance).host) heard.push(`asked for ${request.url()}`)
  })
}

/** What is wider than the window, where the window would scroll sideways. */
function sticksOut(tab: Page): Promise<string[]> {
  // As a text: the code runs in the page, and these tests know no DOM.
  return tab.evaluate(`(() => {
    const root = document.documentElement
    if (root.scrollWidth <= root.clientWidth) return []
    return [...document.body.querySelectorAll('*')]
      .filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1 && !one.closest('.wide, .picture, pre'))
      .slice(0, 5)
      .map((one) => one.outerHTML.slice(0, 120))
  })()`)
}

async function faults(tab: Page): Promise<string[]> {
  if (!axe) return []
  const { violations } = await new axe.AxeBuilder({ page: tab }).setLegacyMode(true).analyze()
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`)
    return `${id}: ${help}\n  ${places.join('\n  ')}`
  })
}
