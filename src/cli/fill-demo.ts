import { join } from 'node:path'
import { openApp, readShopFiles, recordImport } from '../app/index.ts'
import { localDay } from '../calendar/index.ts'
import { dotenvOf } from '../config/index.ts'
import { writeDemo } from '../demo/index.ts'
import { importFiles } from '../ingest/index.ts'
import { readInstant } from './as-of.ts'
import type { Cli } from './cli.ts'
import { exitCodes, Failure } from './failure.ts'
import { openProgress } from './progress.ts'

/** How many customers `init --demo` and `demo` invent. */
export const DEMO_CUSTOMERS = { init: 500, demo: 2000 } as const

/** What was imported into a demo shop. */
export interface DemoRows {
  readonly customers: number
  readonly orders: number
}

/** Invents a shop's rows up to today, writes them as CSV files to `data/import` and imports them. */
export async function fillDemo(cli: Cli, dir: string, customers: number): Promise<DemoRows> {
  const files = readShopFiles(dir)
  const { value: app } = files
    ? await openApp(files, {
        flags: { database: cli.globals.database, port: undefined, publicPort: undefined },
        env: cli.io.env,
        dotenv: dotenvOf(dir),
        clock: cli.io.clock,
      })
    : { value: undefined }
  if (!app) throw new Failure('The demo shop cannot be opened', 'perennial check', exitCodes.problems)
  try {
    const zone = app.shop.timeZone
    const now = cli.globals.asOf === undefined ? cli.io.clock.now() : readInstant(cli.globals.asOf, zone)
    const written = writeDemo(join(dir, 'data', 'import'), { seed: 'kava', today: localDay(now, zone), customers })
    const counts = new Map<string, number>()
    for (const { kind, path } of written) {
      const progress = openProgress(cli.io, cli.talk, `Importing ${kind}`)
      const report = await importFiles(app.at(now), app.shop, {
        kind,
        files: [path],
        onProgress: ({ bytesRead, bytesTotal }) => progress.update(bytesRead, bytesTotal),
      })
      progress.end()
      counts.set(kind, report.inserted + report.updated + report.unchanged)
    }
    await recordImport(app, now)
    return { customers: counts.get('customers') ?? 0, orders: counts.get('orders') ?? 0 }
  } finally {
    await app.close()
  }
}
