import { databaseFile } from '../app/index.ts'
import { dotenvOf } from '../config/index.ts'
import type { Cli } from './cli.ts'
import { Failure } from './failure.ts'
import { shopFilesOf } from './open-shop.ts'

/** The file of the shop's database, which a command handles as a file and does not open. */
export async function databaseOf(cli: Cli): Promise<string> {
  const { dir } = shopFilesOf(cli)
  const flags = { database: cli.globals.database, port: undefined, publicPort: undefined }
  const file = await databaseFile(dir, { flags, env: cli.io.env, dotenv: dotenvOf(dir) })
  if (file !== undefined) return file
  throw new Failure(
    'The database of this shop is no file',
    'pg_dump copies it, pg_restore brings it back: docs/operations.md',
  )
}
