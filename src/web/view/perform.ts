import type { Context } from 'hono'
import type { App } from '../../app/index.ts'
import type { DbContext } from '../../db/index.ts'
import type { WebSource } from '../web-source.ts'
import { giveNotice } from './notice.ts'

/** A change that an operator asks for by POST. */
export interface Act {
  /** For the log, in few words: `campaign paused`. */
  readonly happened: string
  /** Ids and counts for the log, never people. */
  readonly fields?: Readonly<Record<string, unknown>>
  /** The page to go to afterwards: a path of ours. */
  readonly back: string
  /** Carries it out; what it returns is told on the next page. */
  work(app: App, ctx: DbContext): Promise<string>
}

/** Carries out a change, logs it, and leads back to a page that tells what was done. The gate has asked who it is. */
export async function perform(source: WebSource, context: Context, act: Act): Promise<Response> {
  const app = source.app()
  const { happened, fields = {} } = act
  try {
    giveNotice(context, await act.work(app, app.at(source.now())))
  } catch (error) {
    app.log.error(`failed: ${happened}`, { ...fields, by: 'web view', error })
    throw error
  }
  app.log.info(happened, { ...fields, by: 'web view' })
  return context.redirect(act.back, 303)
}
