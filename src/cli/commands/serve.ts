import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { assurePepper, assureSecrets } from '../../app/index.ts'
import { Failure } from '../failure.ts'
import { needMailService } from '../need-mail-service.ts'
import { type OpenShop, type SettingFlags, withShop } from '../open-shop.ts'
import { serveShop, type WebFlags } from '../serve-shop.ts'

/** `perennial serve`: the daily run by itself, and the web view on this computer only. */
export function serve(command: Command, cli: Cli): void {
  command
    .option('--port <port>', 'of the web view, default 4600')
    .option('--public-port <port>', 'of the public pages, default the port after it')
    .option('--pages-only', 'leave the work to perennial worker; with PostgreSQL only')
    .option('--mask', 'invented names instead of those of customers, for pictures')
    .option('--host <address>', 'open the web view to the network; needs PERENNIAL_PASSWORD and --address')
    .option('--address <url>', 'https address of the proxy before it, with --host')
    .option('--log <file>', 'lines of JSON for programs, - for stderr; the default where stderr is no terminal')
    .action(
      cli.action((flags: SettingFlags & WebFlags) => {
        if (cli.globals.asOf !== undefined) throw new Failure('serve runs on the real clock', 'leave --as-of out')
        const log = flags.log ?? (cli.io.stderr.isTTY ? undefined : '-')
        return withShop(cli, (shop) => start(cli, shop, flags), { ...flags, log })
      }),
    )
}

async function start(cli: Cli, { app }: OpenShop, flags: WebFlags): Promise<number> {
  if (flags.pagesOnly && app.place !== 'server') {
    throw new Failure('--pages-only leaves the work to workers, and with SQLite there are none', 'leave it out')
  }
  await assurePepper(app)
  await assureSecrets(app)
  await needMailService(app)
  return serveShop(cli, app, flags)
}
