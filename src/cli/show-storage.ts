import { storageOf } from '../db/index.ts'
import type { Cli } from './cli.ts'
import { count, counted, megabytes } from './counts.ts'
import { exitCodes } from './failure.ts'
import type { OpenShop } from './open-shop.ts'
import { table } from './table.ts'

/** `perennial stats --storage`: the room each table takes, and what a customer and an email cost. */
export async function showStorage({ globals, talk }: Cli, { app }: OpenShop): Promise<number> {
  const { tables, bytes, free } = await storageOf(app)
  const customers = await countOf(app, 'customers')
  const emails = await countOf(app, 'messages')
  const ledger = tables.filter((one) => one.table === 'messages' || one.table === 'batches')
  const perCustomer = share(bytes, customers)
  const perEmail = share(
    ledger.reduce((all, one) => all + one.bytes, 0),
    emails,
  )
  if (globals.json) {
    const named = tables.map((one) => ({ table: one.table, bytes: one.bytes, indexes: one.indexes }))
    talk.printJson({ bytes, free, customers, emails, perCustomer, perEmail, tables: named })
    return exitCodes.fine
  }
  const head = ['table', 'bytes', 'of it indexes', 'per customer']
  const rows = tables
    .filter((one) => one.bytes > 0)
    .map((one) => [one.table, count(one.bytes), count(one.indexes), count(share(one.bytes, customers))])
  for (const line of table([head, ...rows], ['left', 'right', 'right', 'right'])) talk.print(line)
  talk.print('')
  talk.print(`${megabytes(bytes)} for ${counted(customers, 'customer')}: ${count(perCustomer)} bytes each.`)
  if (emails > 0) talk.print(`${counted(emails, 'email')} in the ledger: ${count(perEmail)} bytes each.`)
  if (free > 0) talk.say(`${megabytes(free)} of the file are free and will be used again.`)
  return exitCodes.fine
}

async function countOf({ db }: OpenShop['app'], name: 'customers' | 'messages'): Promise<number> {
  const { n } = await db
    .selectFrom(name)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Whole bytes. */
function share(bytes: number, among: number): number {
  return among === 0 ? 0 : Math.round(bytes / among)
}
