// Makes a checkout ready: runs before `npm start` and `npm test`, and is quiet when there is nothing to do.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST_NODE = 20
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const at = (...parts) => join(root, ...parts)
const marker = at('dist', '.built')

await main()

async function main() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    stop(`Perennial needs Node ${OLDEST_NODE} or newer, this is ${process.version}. Get it from https://nodejs.org`)
  }
  if (!installed()) await install()
  if (!sqliteLoads()) await rebuildSqlite()
  if (!built()) await build()
}

/** True when every package that the lock file asks for on this computer is there, in that version. */
function installed() {
  const there = at('node_modules', '.package-lock.json')
  if (!existsSync(there)) return false
  const found = JSON.parse(readFileSync(there, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || (optional && !found[path]) || found[path]?.version === version,
  )
}

async function install() {
  say('Installing packages, once. better-sqlite3 compiles for about 90 s where no prebuilt binary can be fetched.')
  const failed = await run(npm('ci', '--no-audit', '--no-fund', '--loglevel=error'), 'still installing')
  if (failed) {
    stop(
      'npm ci failed: its own message stands above. Without network it needs a filled npm cache; where better-sqlite3 ' +
        'is compiled it needs Python 3, make and a C++ compiler (Debian: apt-get install python3 make g++).',
    )
  }
}

/** False where the binary is missing (install scripts blocked) or made for another Node. */
function sqliteLoads() {
  try {
    process.dlopen({ exports: {} }, at('node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node'))
    return true
  } catch {
    return false
  }
}

async function rebuildSqlite() {
  say(`Building better-sqlite3 for Node ${process.versions.node}: about 90 s where no prebuilt binary can be fetched.`)
  const failed = await run(npm('rebuild', 'better-sqlite3'), 'still compiling')
  if (failed || !sqliteLoads()) {
    stop(
      'better-sqlite3 could not be built. It needs its install script (npm: allowScripts in package.json), and either ' +
        'access to github.com or Python 3, make and a C++ compiler (Debian: apt-get install python3 make g++).',
    )
  }
}

/** True when the last build began after the last change of a source. */
function built() {
  if (!existsSync(marker)) return false
  const since = statSync(marker).mtimeMs
  const folders = ['src', 'migrations', 'scripts'].flatMap((folder) => files(at(folder)))
  const sources = [...folders, at('package-lock.json'), at('tsconfig.json')]
  return sources.every((file) => statSync(file).mtimeMs <= since)
}

async function build() {
  say('Building …')
  const began = new Date()
  if (await run([process.execPath, at('scripts', 'build.mjs')], 'still building')) {
    stop('The build failed: the lines above name the file and the reason.')
  }
  writeFileSync(marker, '')
  utimesSync(marker, began, began)
}

function files(dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(dir, entry.name)) : [join(dir, entry.name)],
  )
}

/** The npm that runs this script, or the one on the path. */
function npm(...words) {
  const own = process.env.npm_execpath
  return own ? [process.execPath, own, ...words] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', ...words]
}

/** Runs a command with its output on stderr; a line every 30 s shows that it lives. True when it failed. */
function run([command, ...words], alive) {
  const began = Date.now()
  const pulse = setInterval(() => say(`… ${alive}, ${Math.round((Date.now() - began) / 1000)} s`), 30_000)
  return new Promise((done) => {
    const child = spawn(command, words, { cwd: root, stdio: ['ignore', 2, 2], shell: command.endsWith('.cmd') })
    child.on('error', () => done(true))
    child.on('exit', (code) => done(code !== 0))
  }).finally(() => clearInterval(pulse))
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

function stop(sentence) {
  say(sentence)
  process.exit(1)
}
