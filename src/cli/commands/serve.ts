import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { Failure } from '../failure.ts'
import { needMailService } from '../need-mail-service.ts'
import { type OpenShop, type SettingFlags, withShop } from '../open-shop.ts'
import { serveShop } from '../serve-shop.ts'

/** `perennial serve`: the daily run by itself, and a status page on this computer only. */
export function serve(command: Command, cli: Cli): void {
  command
    .option('--port <port>', 'of the status page, default 4600')
    .option('--public-port <port>', 'of the public pages, default the port after it')
    .option('--log <file>', 'lines of JSON for programs, - for stderr; the default where stderr is no terminal')
    .action(
      cli.action((flags: SettingFlags) => {
        if (cli.globals.asOf !== undefined) throw new Failure('serve runs on the real clock', 'leave --as-of out')
        const log = flags.log ?? (cli.io.stderr.isTTY ? undefined : '-')
        return withShop(cli, (shop) => start(cli, shop), { ...flags, log })
      }),
    )
}

async function start(cli: Cli, { app }: OpenShop): Promise<number> {
  await needMailService(app)
  return serveShop(cli, app)
}
