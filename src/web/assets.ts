import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** A file that every page brings along; its name holds a hash of its content, so browsers may keep it for ever. */
export interface Asset {
  readonly path: string
  readonly type: string
  readonly text: string
}

/** Style, script and htmx as they are served: every `*.css` and `*.js` of the assets folder, `view.*` before the rest. */
export function assets(): { readonly style: Asset; readonly script: Asset; readonly htmx: Asset | undefined } {
  made ??= makeAssets()
  return made
}

let made: ReturnType<typeof makeAssets> | undefined

// The same from the source (src/web), where it is bundled (dist/src/chunks) and in an installed package.
const folder = fileURLToPath(new URL('../web/assets/', import.meta.url))

function makeAssets() {
  const htmx = htmxText()
  return {
    style: asset('view.css', 'text/css', joined('.css', withoutSpace)),
    // Each file is a block of its own: names of one do not meet those of another.
    script: asset(
      'view.js',
      'text/javascript',
      joined('.js', (text) => `{\n${text}\n}`),
    ),
    htmx: htmx === undefined ? undefined : asset('htmx.js', 'text/javascript', htmx),
  }
}

function joined(ending: string, wrapped = (text: string) => text): string {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending) && name !== 'htmx.js')
  const first = (name: string) => (name.startsWith('view.') ? 0 : 1)
  return names
    .sort((a, b) => first(a) - first(b) || (a < b ? -1 : 1))
    .map((name) => wrapped(readFileSync(`${folder}${name}`, 'utf8')))
    .join('\n')
}

/** Comments and indents are for those who write it. */
function withoutSpace(css: string): string {
  return css.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/^\s+/gm, '')
}

/** Beside the bundle, or in its package; without it the pages work by links and forms alone. */
function htmxText(): string | undefined {
  if (existsSync(`${folder}htmx.js`)) return readFileSync(`${folder}htmx.js`, 'utf8')
  try {
    return readFileSync(createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js'), 'utf8')
  } catch {
    return undefined
  }
}

function asset(name: string, type: string, text: string): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12)
  return { path: `/assets/${hash}/${name}`, type: `${type}; charset=UTF-8`, text }
}
