import { existsSync } from 'node:fs'

/** An email to be taken a picture of: what stands above it, and its HTML as it is dressed. */
export interface Sitter {
  readonly caption: string
  readonly html: string
  /** In CSS pixels. */
  readonly width: number
}

/** An email in one language as on a phone and as on a desktop; `called` are the words for the two. */
export function sittersOf(
  email: { readonly name: string; readonly language: string; readonly html: string },
  called: { readonly phone: string; readonly desktop: string },
): Sitter[] {
  const { name, language, html } = email
  return [
    { caption: `${name} · ${language} · ${called.phone} ${PHONE} px`, html, width: PHONE },
    { caption: `${name} · ${language} · ${called.desktop} ${DESKTOP} px`, html, width: DESKTOP },
  ]
}

const PHONE = 375
const DESKTOP = 640

/** A sheet of pictures as PNG; `missing` where no browser is installed, or not what drives it. */
export type Pictures = { readonly png: Uint8Array } | { readonly missing: 'browser' | 'driver' }

/**
 * Takes pictures of emails with a browser of this computer, side by side on one sheet. The browser has no network and
 * no scripts.
 */
export async function takePictures(sitters: readonly Sitter[], places: readonly string[] = PLACES): Promise<Pictures> {
  const chromium = await loadDriver()
  if (!chromium) return { missing: 'driver' }
  const program = places.find((path) => existsSync(path))
  if (program === undefined) return { missing: 'browser' }
  // As root, as in a container, Chromium starts only without its own sandbox.
  const chromiumSandbox = process.getuid?.() !== 0
  const browser = await chromium.launch({ executablePath: program, chromiumSandbox })
  try {
    const context = await browser.newContext({ javaScriptEnabled: false, offline: true, deviceScaleFactor: 1 })
    const page = await context.newPage()
    const shots: string[] = []
    for (const { html, width } of sitters) {
      await page.setViewportSize({ width, height: 400 })
      await page.setContent(html)
      shots.push(Buffer.from(await page.screenshot({ fullPage: true })).toString('base64'))
    }
    await page.setViewportSize({ width: SHEET, height: 400 })
    await page.setContent(sheet(sitters, shots))
    return { png: await page.screenshot({ fullPage: true }) }
  } finally {
    await browser.close()
  }
}

/** How that which is missing is installed. */
export const installLine = { browser: 'sudo apt install chromium', driver: 'npm install playwright-core' } as const

/** Where Chromium and its relatives are installed. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
/** A phone, a desktop and what is around them. */
const SHEET = PHONE + DESKTOP + 3 * 24

interface Driver {
  launch(options: { executablePath: string; chromiumSandbox: boolean }): Promise<DrivenBrowser>
}

interface DrivenBrowser {
  newContext(options: object): Promise<{ newPage(): Promise<DrivenPage> }>
  close(): Promise<void>
}

interface DrivenPage {
  setViewportSize(size: { width: number; height: number }): Promise<void>
  setContent(html: string): Promise<void>
  screenshot(options: { fullPage: boolean }): Promise<Uint8Array>
}

/** Named so that nothing follows it: the package is not brought along. */
const DRIVER = 'playwright-core'

async function loadDriver(): Promise<Driver | undefined> {
  try {
    const { chromium }: { chromium: Driver } = await import(DRIVER)
    return chromium
  } catch {
    return undefined
  }
}

function sheet(sitters: readonly Sitter[], shots: readonly string[]): string {
  const figures = sitters.map(({ caption, width }, at) => {
    const picture = `<img width="${width}" src="data:image/png;base64,${shots[at]}">`
    return `<figure><figcaption>${caption.replaceAll(/[<&]/g, ' ')}</figcaption>${picture}</figure>`
  })
  const style = 'body{margin:24px;background:#f5f1ea;font:14px sans-serif;color:#2a211b;width:1064px}'
  const parts = 'figure{display:inline-block;vertical-align:top;margin:0 20px 24px 0}figcaption{margin-bottom:6px}'
  return `<!doctype html><meta charset="utf-8"><style>${style}${parts}</style>${figures.join('')}`
}
