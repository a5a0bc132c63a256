import type { ServerResponse } from 'node:http'
import type { Account, FakeOptions } from './account.ts'
import type { Fault } from './faults.ts'
import type { FlushOptions } from './webhook-sender.ts'

/** What a test in another process asks of the fake, one or several at once. */
export interface Command {
  readonly options?: Partial<FakeOptions>
  readonly faults?: readonly Fault[]
  /** Forgets the faults that wait, before others are added. */
  readonly clear?: 'faults'
  /** The clock from now on: an instant in ms at which it stands, or `{ahead}` ms of the real one. */
  readonly clock?: number | { readonly ahead: number }
  readonly flush?: FlushOptions
  readonly replay?: 'webhooks'
}

/** What the fake answers to every command. */
export interface FakeState {
  /** Answers by status, faults by name, and `replayed` ones. */
  readonly answered: Readonly<Record<string, number>>
  readonly accepted: number
  /** Memory of the fake, in bytes. */
  readonly memory: number
  readonly flushed?: Awaited<ReturnType<Account['webhooks']['flush']>>
}

/** Carries out a command. */
export async function command(account: Account, wish: Command): Promise<FakeState> {
  if (wish.options) account.options = { ...account.options, ...wish.options }
  if (wish.clear) account.faults.clear()
  if (wish.faults) account.faults.add(...wish.faults)
  if (wish.clock !== undefined) account.setClock(wish.clock)
  if (wish.replay) account.webhooks.replay()
  const { webhooks } = account.options
  const flushed = wish.flush && webhooks ? await account.webhooks.flush(webhooks, wish.flush) : undefined
  return {
    answered: { ...account.answered },
    accepted: account.emails.all.length,
    memory: process.memoryUsage().rss,
    ...(flushed ? { flushed } : {}),
  }
}

/** The same over the wire: `POST /_fake` with a command as JSON. */
export async function control(account: Account, body: Buffer, response: ServerResponse): Promise<void> {
  const state = await command(account, body.length > 0 ? (JSON.parse(body.toString()) as Command) : {})
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(state))
}
