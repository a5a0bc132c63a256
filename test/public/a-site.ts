import { sql } from 'kysely'
import type { App } from '../../src/app/index.ts'
import { type LinkPurpose, linkToken } from '../../src/consent/index.ts'
import { publicApp } from '../../src/public/index.ts'
import { openedApp, shippedShop } from '../app/support.ts'

export const now = Date.UTC(2026, 10, 22, 8, 30)
export const day = 86_400_000

/** The public pages over the shipped shop with one subscribed customer (key 1) and an email to her (key 1). */
export async function aSite(language = 'en') {
  const shop = shippedShop()
  const app = await openedApp(shop.dir, now)
  await sql`
    insert into customers (key, id, email, email_folded, language)
    values (1, 'ana', 'ana@shop.example', 'ana@shop.example', ${language})`.execute(app.db)
  await sql`
    insert into consents (customer, status, at, recorded_at, source)
    values (1, 'subscribed', 1, 1, 'test')`.execute(app.db)
  await sql`insert into runs (key, slot, started_at, state, summary) values (1, 1, 1, 'done', '{}')`.execute(app.db)
  await sql`insert into instance (name, value) values ('id', '8f3a01bc')`.execute(app.db)
  await sentMessage(app, 1, 1)
  let clock = now
  let caller: string | undefined
  const web = publicApp({ app: () => app, now: () => clock }, { hosts: () => ['127.0.0.1:4601'], peer: () => caller })
  const ask = (path: string, init: RequestInit = {}) =>
    web.request(path, { ...init, headers: { host: '127.0.0.1:4601', ...init.headers } })
  return {
    app,
    ask,
    from: (address: string | undefined) => {
      caller = address
    },
    later: (ms: number) => {
      clock += ms
      return app.at(clock)
    },
    path: (purpose: LinkPurpose, more: { target?: number; campaign?: string } = {}) =>
      `/${purpose}/${linkToken(app.secrets(), { purpose, customer: 1, message: 1, ...more })}`,
    words: () => app.db.selectFrom('consents').selectAll().where('source', '<>', 'test').orderBy('key').execute(),
    async close() {
      await app.close()
      shop.remove()
    },
  }
}

/** An email that was handed over a minute ago. */
export async function sentMessage(app: App, key: number, customer: number, campaign = 'birthday'): Promise<void> {
  await sql`
    insert into messages (key, campaign, step, customer, occasion, state, reason, purpose, template, topic, run,
      started_at, due_day, send_at, submitted_at, provider, provider_id)
    values (${key}, ${campaign}, 'birthday', ${customer}, ${`o${key}`}, 'submitted', 'due', 'marketing', 'birthday',
      'offers', 1, 1, 0, ${now - 60_000}, ${now - 60_000}, 'resend', ${`p-${key}`})`.execute(app.db)
}

export const form = (fields: Record<string, string> | [string, string][]): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
})
