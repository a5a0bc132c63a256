// Bundles TypeScript into few files: 700 small modules take longer to find and open than to run.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/**
 * Writes the entries (`{ 'src/cli/main': 'src/cli/main.ts' }`) to `dir`, which is emptied first, split where the source
 * imports lazily. `external` decides by name which packages stay outside.
 */
export async function bundle(entries, dir, external) {
  const built = await rolldown({
    cwd: root,
    input: entries,
    platform: 'node',
    external,
    // A room's index.ts names all of its files; who imports one thing of it loads the files of that thing only.
    treeshake: { moduleSideEffects: [{ test: /^(?!.*node_modules).*[\\/](src|migrations)[\\/]/, sideEffects: false }] },
    plugins: [cheerioWithoutWeb(), withoutMinifiers()],
  })
  // In a folder beside `src/app`: whoever names a file by its URL finds it from the source and from a chunk.
  const chunkFileNames = 'src/chunks/[name]-[hash].js'
  const { output } = await built.write({ dir, cleanDir: true, format: 'esm', chunkFileNames })
  await built.close()
  const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
  writeFileSync(join(dir, 'LICENSES.txt'), licences(modules))
}

/**
 * MJML parses with cheerio, whose main file also loads undici, a web client of 1.7 MB that nothing here uses. Cheerio's
 * own build for browsers is the same parser without it.
 */
function cheerioWithoutWeb() {
  return {
    name: 'cheerio-without-web',
    async resolveId(source, importer, options) {
      if (source !== 'cheerio') return undefined
      const found = await this.resolve(source, importer, { ...options, skipSelf: true })
      const id = found?.id.replace(/(esm|commonjs)([\\/]index\.js)$/, 'browser$2')
      return id && existsSync(id) ? { ...found, id } : found
    },
  }
}

/**
 * MJML loads its minifiers, and juice what fetches style sheets from the web, before anybody asks for them, and nothing
 * here does: a tenth of the time until the first email is compiled.
 */
function withoutMinifiers() {
  const leftOut = '\0left-out'
  return {
    name: 'without-minifiers',
    resolveId: (source) =>
      ['htmlnano', 'cssnano-preset-lite', 'web-resource-inliner'].includes(source) ? leftOut : undefined,
    load: (id) =>
      id === leftOut ? 'module.exports = () => { throw new Error("this is left out of the bundle") }' : undefined,
  }
}

/** Of the data from which a table of ours is made. */
const CANIEMAIL = join(root, 'scripts', 'licences', 'caniemail.txt')

/** The licence of each package of which code is in the bundle. */
function licences(modules) {
  const dirs = [...new Set(modules.map(packageDir).filter((dir) => dir !== undefined))].sort()
  const data = modules.some((module) => module.endsWith('caniemail.ts')) ? [CANIEMAIL] : []
  const texts = new Set([...dirs.map(licenceOf), ...data.map((file) => readFileSync(file, 'utf8'))])
  return `This program contains code of the packages below, each under its own licence.\n\n${[...texts].join('\n')}`
}

function packageDir(module) {
  if (!/[\\/]node_modules[\\/]/.test(module)) return undefined
  let dir = dirname(module)
  // Some packages mark folders of theirs with a package.json that has no version.
  while (!manifest(dir).version && dir !== dirname(dir)) dir = dirname(dir)
  return dir
}

function licenceOf(dir) {
  const { name, version, license, author, homepage } = manifest(dir)
  const by = typeof author === 'string' ? author : author?.name
  const texts = readdirSync(dir)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .map((file) => readFileSync(join(dir, file), 'utf8').trim())
  const title = [`${name} ${version}`, license, by, homepage].filter((part) => part).join(' · ')
  return [title, '-'.repeat(title.length), ...texts, ''].join('\n')
}

function manifest(dir) {
  const file = join(dir, 'package.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}
