import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { takeBounce } from '../../app/index.ts'
import type { Cli } from '../cli.ts'
import { counted } from '../counts.ts'
import { exitCodes, Failure } from '../failure.ts'
import { type OpenShop, withShop } from '../open-shop.ts'

/**
 * `perennial bounce`: reads delivery reports (RFC 3464) from files, from a maildir or a folder of messages, or piped in by
 * the mail server. A report read twice counts once.
 */
export function bounce(command: Command, cli: Cli): void {
  command
    .argument('[files...]', 'message files or a mailbox folder; without: standard input')
    .action(cli.action((files: string[]) => withShop(cli, (shop) => run(cli, shop, files))))
}

async function run(cli: Cli, { app, now }: OpenShop, files: readonly string[]): Promise<number> {
  const told = { read: 0, bounces: 0, ignored: 0 }
  for await (const message of files.length === 0 ? piped(cli) : messagesIn(cli, files)) {
    told.read += 1
    const events = await takeBounce(app, now, message)
    if (events > 0) told.bounces += events
    else told.ignored += 1
  }
  if (cli.globals.json) cli.talk.printJson(told)
  else cli.talk.print(`${counted(told.read, 'message')} read, ${counted(told.bounces, 'bounce')} of our emails`)
  return exitCodes.fine
}

async function* piped({ io }: Cli): AsyncGenerator<Buffer> {
  if (io.stdin.isTTY) throw new Failure('Nothing is piped in', 'perennial bounce FILE…, or a mailbox folder')
  const parts: Buffer[] = []
  for await (const part of io.stdin) parts.push(Buffer.from(part))
  if (parts.length > 0) yield Buffer.concat(parts)
}

async function* messagesIn(cli: Cli, names: readonly string[]): AsyncGenerator<Buffer> {
  for (const name of names) {
    const path = resolve(cli.io.cwd, name)
    if (!existsSync(path)) throw new Failure(`There is no file ${name}`)
    for (const file of filesOf(path)) yield readFileSync(file)
  }
}

/** A maildir keeps its messages in `new` and `cur`; any other folder beside each other. */
function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  const inside = readdirSync(path, { withFileTypes: true })
  const folders = inside.filter((one) => one.isDirectory() && ['new', 'cur'].includes(one.name))
  const files = inside.filter((one) => one.isFile() && !one.name.startsWith('.'))
  return [
    ...files.map(({ name }) => join(path, name)),
    ...folders.flatMap(({ name }) => filesOf(join(path, name))),
  ].sort()
}
