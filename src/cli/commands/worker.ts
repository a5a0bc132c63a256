import type { Command } from 'commander'
import { assurePepper, assureSecrets } from '../../app/index.ts'
import type { Cli } from '../cli.ts'
import { Failure } from '../failure.ts'
import { needMailService } from '../need-mail-service.ts'
import { type SettingFlags, withShop } from '../open-shop.ts'
import { outlastDatabase } from '../outlast-database.ts'
import { runWorker, type WorkerFlags } from '../run-worker.ts'

/** `perennial worker`: one of any number of processes that do a shop's work on PostgreSQL. */
export function worker(command: Command, cli: Cli): void {
  command
    .option('--concurrency <n>', 'requests to the mail service, and jobs, at once in this process', '3')
    .option('--health-port <port>', 'where /healthz and /metrics are served; absent: nowhere')
    .option('--health-host <address>', 'on which address of this machine', '127.0.0.1')
    .option('--log <file>', 'lines of JSON for programs, - for stderr; the default where stderr is no terminal')
    .action(
      cli.action((flags: SettingFlags & WorkerFlags) => {
        if (cli.globals.asOf !== undefined) throw new Failure('worker runs on the real clock', 'leave --as-of out')
        const log = flags.log ?? (cli.io.stderr.isTTY ? undefined : '-')
        const start = async ({ app }: { app: Parameters<typeof runWorker>[1] }) => {
          if (app.place !== 'server') throw onlyOneProcess()
          await assurePepper(app)
          await assureSecrets(app)
          await needMailService(app)
          return runWorker(cli, app, flags)
        }
        return outlastDatabase(cli, () => withShop(cli, start, { ...flags, log }))
      }),
    )
}

function onlyOneProcess(): Failure {
  return new Failure(
    'worker shares the work out over PostgreSQL; with SQLite perennial serve does all of it in one process',
    'perennial serve, or DATABASE_URL=postgres://USER@HOST/NAME',
  )
}
