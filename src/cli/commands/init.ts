import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { counted } from '../counts.ts'
import { DEMO_CUSTOMERS, fillDemo } from '../fill-demo.ts'
import { exitCodes, Failure } from '../failure.ts'
import { packageRoot } from '../package-root.ts'
import { writeSchemas } from '../write-schemas.ts'

/** What a new shop is made of: the same files this program ships and is tested with. */
const SHIPPED = ['perennial.yaml', 'segments', 'campaigns', 'templates']
const IGNORED = '# Customers, their emails and secrets stay out of git.\ndata/\noutbox/\n.env\n'

interface Options {
  readonly demo?: boolean
  readonly yes?: boolean
}

/** `perennial init [DIR]`: a new shop, or with `--demo` one with invented customers. */
export function init(command: Command, cli: Cli): void {
  command
    .argument('[dir]', 'the folder to make it in, default the current one')
    .option('--demo', 'with invented customers and orders')
    .option('--yes', 'also into a folder that holds other files')
    .action(cli.action((dir: string | undefined, options: Options) => run(cli, dir, options)))
}

async function run(cli: Cli, named: string | undefined, options: Options): Promise<number> {
  const dir = named === undefined ? cli.globals.dir : isAbsolute(named) ? named : join(cli.globals.dir, named)
  refuseFull(dir, options)
  await copyShop(dir)
  const shown = named ?? '.'
  const cd = named === undefined ? '' : `cd ${named} && `
  if (options.demo) {
    const filled = await fillDemo(cli, dir, DEMO_CUSTOMERS.init)
    const what = `${counted(filled.customers, 'invented customer')}, ${counted(filled.orders, 'order')}, 24 months`
    cli.talk.print(`Made a coffee shop in ${shown}: ${what}, ${inventory(dir)}.`)
    cli.talk.print(`Nothing leaves this computer: emails go to ${join(shown, 'outbox')}.`)
    cli.talk.say(`Next   ${cd}perennial plan     who would get what today, and why`)
    cli.talk.say(`       ${' '.repeat(cd.length)}perennial serve    every day by itself, with a page of its own`)
    return exitCodes.fine
  }
  cli.talk.print(`Made a shop in ${shown}: ${inventory(dir)}.`)
  cli.talk.say('Next   put your name, address and sender into perennial.yaml, then')
  cli.talk.say(`       ${cd}perennial import customers customers.csv`)
  cli.talk.say(`       ${' '.repeat(cd.length)}perennial import orders orders.csv`)
  cli.talk.say(`       ${' '.repeat(cd.length)}perennial plan     who would get what today, and why`)
  return exitCodes.fine
}

/** A shop that is there is never written over; a folder with other things only when asked to. */
function refuseFull(dir: string, options: Options): void {
  if (!existsSync(dir)) return
  const taken = SHIPPED.filter((name) => existsSync(join(dir, name)))
  if (taken.length > 0) {
    throw new Failure(`There is a shop already: ${join(dir, taken[0] as string)}`, 'name another folder')
  }
  const others = readdirSync(dir).filter((name) => !name.startsWith('.'))
  if (others.length === 0 || options.yes) return
  throw new Failure(`The folder ${dir} is not empty`, 'name a new folder, or add --yes to use this one')
}

/** Copies the shipped shop into a folder, and makes the schemas for editors; files that are there already stay. */
export async function copyShop(dir: string): Promise<void> {
  const root = packageRoot()
  mkdirSync(dir, { recursive: true })
  for (const name of SHIPPED) cpSync(join(root, name), join(dir, name), { recursive: true, force: false })
  if (!existsSync(join(dir, '.gitignore'))) writeFileSync(join(dir, '.gitignore'), IGNORED)
  await writeSchemas(dir)
}

function inventory(dir: string): string {
  const files = (folder: string, ending: string) =>
    readdirSync(join(dir, folder)).filter((name) => name.endsWith(ending)).length
  return [
    counted(files('segments', '.yaml'), 'segment'),
    counted(files('campaigns', '.yaml'), 'campaign'),
    counted(files('templates/locales', '.yaml'), 'language'),
  ].join(', ')
}
