import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { startQuarantine } from '../../src/deliver/index.ts'
import { checks, type Finding, type Patient } from '../../src/upkeep/index.ts'
import { queued, subscribers } from '../deliver/a-delivery.ts'
import { aPatient, hour, minute, now, type Told } from './a-patient.ts'

let patient: (Patient & { close(): Promise<void> }) | undefined
afterEach(async () => {
  await patient?.close()
  patient = undefined
})

/** Condition and sentence of everything a check finds, and the repair behind an arrow. */
async function found(
  name: string,
  told: Told = {},
  before?: (patient: Patient) => Promise<unknown>,
): Promise<string[]> {
  const check = checks.find((one) => one.name === name)
  if (!check) throw new Error(`no check ${name}`)
  patient = await aPatient(told)
  await before?.(patient)
  const findings = [await check.look(patient, new AbortController().signal)].flat() as Finding[]
  return findings.map(({ condition, says, repair }) => `${condition}: ${says}${repair ? ` → ${repair}` : ''}`)
}

describe('this computer', () => {
  it('has a Node that the program was tried with', async () => {
    expect(await found('node')).toEqual(['ok: Node 20.20.2'])
    expect((await found('node', { outside: { node: '18.19.0' } }))[0]).toMatch(/^broken: .*→ install Node 20/)
  })

  it('has room: below 500 MB nothing is sent', async () => {
    expect(await found('disk')).toEqual(['ok: 51,200 MB free'])
    const with1 = (megabytes: number) => ({ outside: { freeBytes: () => megabytes * 1024 ** 2 } })
    expect((await found('disk', with1(1000)))[0]).toMatch(/^warning: 1,000 MB free/)
    expect((await found('disk', with1(400)))[0]).toMatch(/^broken: 400 MB free: nothing is sent/)
  })

  it('keeps its secrets from other users', async () => {
    expect(await found('secrets')).toEqual(['ok: No secret is readable for others'])
    const open = {
      outside: { file: (path: string) => (path.endsWith('.env') ? { bytes: 9, others: 0o44 } : undefined) },
    }
    expect(await found('secrets', open)).toEqual([
      'broken: .env can be read by other users of this computer → chmod 600 .env',
    ])
  })

  it('has no old copy of the database lying forgotten beside it', async () => {
    const database = 'sqlite:data/shop.db'
    expect(await found('copies', { database })).toEqual(['ok: No old copy lies beside the database'])
    const names = () => ['shop.db', 'shop.db-wal', 'shop.db.instance', 'shop.db.replaced-2026-11-01T08-00-00']
    expect((await found('copies', { database, outside: { names } }))[0]).toMatch(
      /^warning: .*: shop\.db\.replaced-2026-11-01T08-00-00 → delete/,
    )
  })

  it('has a clock that agrees with the mail service and with its own past', async () => {
    expect(await found('clock')).toEqual(['ok: 2026-11-22 13:00 in Europe/Zagreb'])
    expect((await found('clock', { account: { clock: now + 6 * minute } }))[0]).toMatch(/^broken: .* 6 min slow/)
    expect((await found('clock', { account: { clock: now - 2 * minute } }))[0]).toMatch(/^broken: .* 2 min fast/)
    expect((await found('clock', {}, ({ app }) => ticked(app, now + hour)))[0]).toMatch(/went back by 60 min/)
  })

  it('has a shop whose files can be read', async () => {
    expect(await found('files')).toEqual(["ok: The shop's files can be read"])
  })

  it('has a database that is set to lose nothing; without one yet there is nothing to look at', async () => {
    expect(await found('integrity')).toEqual(['skipped: There is no database yet'])
    expect(await found('integrity', { database: 'sqlite:data/shop.db' })).toEqual([
      'ok: Every page of the database is sound',
    ])
    expect((await found('database', { database: 'sqlite:data/shop.db' }))[0]).toMatch(/^ok: .*shop\.db, set to lose/)
    const loose = ({ app }: Patient) => sql.raw('pragma synchronous = off').execute(app.db)
    expect((await found('database', { database: 'sqlite:data/shop.db' }, loose))[0]).toMatch(
      /^broken: Its setting synchronous is 0 and must be 2/,
    )
    const others = { outside: { file: () => ({ bytes: 1, others: 0o4 }) } }
    expect((await found('database', { database: 'sqlite:data/shop.db', ...others }))[0]).toMatch(
      /→ chmod 600 .*shop\.db\*/,
    )
  })
})

describe('with the provider outbox', () => {
  it.each(['service', 'spf', 'dkim', 'dmarc', 'links', 'webhooks'])(
    '%s is not looked at: nothing leaves',
    async (name) => {
      const silent = {
        records: () => Promise.reject(new Error('asked')),
        visit: () => Promise.reject(new Error('asked')),
      }
      expect((await found(name, { provider: 'outbox', outside: silent }))[0]).toMatch(/^skipped: /)
    },
  )
})

describe('the way out', () => {
  it('needs the key in the environment', async () => {
    expect((await found('service', { env: { RESEND_API_KEY: '' } }))[0]).toMatch(/^broken: RESEND_API_KEY is not set/)
  })

  it('tells what the mail service says of the account', async () => {
    const findings = [{ about: 'domain', state: 'broken', says: 'kava.example is pending', repair: 'verify' }] as const
    expect(await found('service', { account: { findings } })).toEqual(['broken: kava.example is pending → verify'])
    expect(await found('service')).toEqual(['ok: resend is ready'])
  })

  it('needs the records that the mail service wants, whatever quotes and blanks the DNS adds', async () => {
    const value = 'p=MIGfMA0GCSqGSIb3'
    const records = [{ use: 'dkim', type: 'TXT', name: 'resend._domainkey.kava.example', value }] as const
    const dns = { 'resend._domainkey.kava.example': ['"p=MIGfMA0G CSqGSIb3"'] }
    expect(await found('dkim', { account: { records }, dns })).toEqual(['ok: DKIM: resend._domainkey.kava.example'])
    expect(await found('dkim', { account: { records } })).toEqual([
      `broken: DKIM: resend._domainkey.kava.example has no TXT record → in the DNS, TXT resend._domainkey.kava.example: ${value}`,
    ])
    const other = { 'resend._domainkey.kava.example': ['p=other'] }
    expect((await found('dkim', { account: { records }, dns: other }))[0]).toMatch(/says something else/)
  })

  it('a key that may only send cannot say which records, so the usual ones are looked for', async () => {
    expect((await found('spf'))[0]).toMatch(/^warning: SPF: send\.kava\.example does not name the servers of Resend/)
    const dns = {
      'send.kava.example': ['v=spf1 include:amazonses.com ~all'],
      'resend._domainkey.kava.example': [`p=${'A'.repeat(200)}`],
    }
    expect(await found('spf', { dns })).toEqual(['ok: SPF: send.kava.example'])
    expect(await found('dkim', { dns })).toEqual(['ok: DKIM: resend._domainkey.kava.example'])
    expect((await found('dkim'))[0]).toMatch(/^broken: DKIM: .* holds no key/)
  })

  it.each([
    [[], /^broken: SPF: kava\.example has no record → in the DNS/],
    [['v=spf1 a -all', 'v=spf1 mx -all'], /^broken: .* 2 records, which counts as none/],
    [['v=spf1 +all'], /^broken: .*lets everybody send/],
    [['google-site-verification=1', 'v=spf1 a:mail.kava.example -all'], /^ok: SPF: v=spf1 a:mail/],
  ])('with a mail server of its own and TXT %j SPF is judged', async (texts, verdict) => {
    expect((await found('spf', { provider: 'smtp', dns: { 'kava.example': texts } }))[0]).toMatch(verdict)
  })

  it.each([
    [{}, /^broken: DMARC: neither .* → in the DNS, TXT _dmarc\.kava\.example: v=DMARC1; p=none/],
    [{ '_dmarc.kava.example': ['v=DMARC1; p=none; rua=mailto:d@kava.example'] }, /^ok: DMARC: p=none/],
    [{ '_dmarc.kava.example': ['v=DMARC1; p=reject'] }, /^warning: DMARC: p=reject .* without an address for reports/],
    [{ '_dmarc.kava.example': ['v=DMARC1; rua=mailto:d@x'] }, /^broken: .* names no policy/],
    [{ '_dmarc.kava.example': ['v=DMARC1; p=none', 'v=DMARC1; p=none'] }, /^broken: .* 2 records/],
  ])('DMARC is judged by %j', async (dns, verdict) => {
    expect((await found('dmarc', { dns }))[0]).toMatch(verdict)
  })
})

describe('the way back', () => {
  it('leads over https to Perennial, under the name of the sender', async () => {
    expect(await found('links')).toEqual(['ok: https://mail.kava.example answers'])
    expect((await found('links', { links: 'https://kava-mails.example' }))[1]).toMatch(
      /^warning: .*filters distrust two names/,
    )
  })

  it.each([
    ['http://127.0.0.1:4601', /nobody outside can reach → links: https:\/\/mail\.kava\.example/],
    ['https://192.168.1.9', /nobody outside can reach/],
    ['https://shop.local', /nobody outside can reach/],
    ['http://mail.kava.example', /without https/],
  ])('%s is not reachable for people', async (links, verdict) => {
    expect((await found('links', { links }))[0]).toMatch(verdict)
  })

  it.each([
    [421, /does not know it under this name → the proxy must keep the Host header/],
    [301, /redirect, which ends one-click unsubscribes/],
    [502, /nobody is behind it → the proxy must pass it on to http:\/\/127\.0\.0\.1:4601/],
    [200, /that is not Perennial/],
  ])('an answer of %i is no way back', async (status, verdict) => {
    const outside = { visit: async () => ({ status, date: undefined }) }
    expect((await found('links', { outside }))[0]).toMatch(verdict)
  })

  it('an address that does not answer is named with the reason', async () => {
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
    const outside = { visit: () => Promise.reject(new Error('fetch failed', { cause })) }
    expect((await found('links', { outside }))[0]).toMatch(/does not answer \(ECONNREFUSED\)/)
  })

  it('is listened to: an hour after an email an event must have come', async () => {
    expect((await found('webhooks', { env: { RESEND_WEBHOOK_SECRET: '' } }))[0]).toMatch(
      /^broken: RESEND_WEBHOOK_SECRET/,
    )
    expect(await found('webhooks')).toEqual(['ok: Ready; nothing was sent yet'])
    const sent = ({ app }: Patient) => submitted(app, now - 3 * hour)
    expect((await found('webhooks', {}, sent))[0]).toMatch(
      /^broken: Emails were handed over 3 h ago, and no event ever came → look at \S+\/webhooks\/resend at resend.com\/webhooks; .*webhooks\.events\.replay/,
    )
    const justNow = ({ app }: Patient) => submitted(app, now - minute)
    expect((await found('webhooks', {}, justNow))[0]).toMatch(/^ok/)
    const heard = async (one: Patient) => {
      await sent(one)
      await sql`
        insert into webhook_deliveries (id, provider, received_at, state)
        values ('msg_1', 'resend', ${now - 2 * hour}, 'done')`.execute(one.app.db)
    }
    expect(await found('webhooks', {}, heard)).toEqual(['ok: The last event came 2 h ago'])
  })
})

describe("the mail service's list of suppressed addresses", () => {
  it('is kept like ours, or it is said what stands in the way', async () => {
    expect(await found('addresses')).toEqual([
      "ok: Resend's list of suppressed addresses was not read yet; perennial serve does it",
    ])
    const heard = ({ app }: Patient) =>
      sql`insert into instance (name, value) values ('suppressions_heard', '1')`.execute(app.db)
    expect(await found('addresses', {}, async (one) => void (await heard(one)))).toEqual([
      'ok: Suppressed addresses are told to Resend and heard from it',
    ])
    const fault = ({ app }: Patient) =>
      sql`insert into instance (name, value) values ('suppressions_fault', '{"at":1,"reason":"restricted key"}')`.execute(
        app.db,
      )
    expect(await found('addresses', {}, async (one) => void (await fault(one)))).toEqual([
      "warning: Resend's list of suppressed addresses is not kept: restricted key → a key with full access may keep it; Perennial itself writes to none of them",
    ])
    expect((await found('addresses', { provider: 'smtp' }))[0]).toMatch(/^skipped: smtp keeps no list/)
  })
})

describe('the work', () => {
  it('is done by serve, which ticks each minute, or by a job once a day', async () => {
    expect((await found('schedule'))[0]).toMatch(/^warning: Nothing has run here yet/)
    expect(await found('schedule', {}, ({ app }) => ticked(app, now - minute))).toEqual([
      'ok: perennial serve is alive',
    ])
    expect((await found('schedule', {}, ({ app }) => ticked(app, now - hour)))[0]).toMatch(
      /^broken: perennial serve was last alive 60 min ago → start perennial serve/,
    )
    expect((await found('schedule', {}, ({ app }) => ran(app, now - 20 * hour)))[0]).toMatch(
      /^ok: The last run was 20 h ago/,
    )
    expect((await found('schedule', {}, ({ app }) => ran(app, now - 50 * hour)))[0]).toMatch(
      /^broken: The last run was 2 days/,
    )
    expect((await found('schedule', {}, ({ app }) => ran(app, now - hour, 'failed')))[0]).toMatch(
      /^broken: The last run failed/,
    )
  })

  it('is held back by a restore until somebody releases it', async () => {
    expect(await found('sending')).toEqual(['ok: Nothing holds emails back, and the books balance'])
    const quarantine = ({ app }: Patient) => startQuarantine(app, 'restored', now)
    expect((await found('sending', {}, quarantine))[0]).toMatch(/^broken: Nothing is sent: .* → perennial resume/)
  })

  it('warns of a campaign at half of a limit, before it stops itself', async () => {
    const worried = async ({ app }: Patient) => {
      const people = Array.from({ length: 200 }, (_, i) => i + 1)
      await subscribers(app.db, ...people)
      const sent = { campaign: 'birthday', state: 'submitted', submitted_at: now - hour, provider: 'resend' } as const
      await queued(
        app.db,
        people.map((customer) => ({ customer, ...sent, outcome: customer <= 5 ? 'bounced' : 'delivered' })),
      )
    }
    expect(await found('sending', {}, worried)).toEqual([
      'warning: birthday has 5 bounces among its latest 200 emails, and stops itself above 4 % → look where these addresses come from',
    ])
  })

  it('keeps reports about emails no longer than the shop says', async () => {
    const with1 =
      (at: number) =>
      async ({ app }: Patient) => {
        await subscribers(app.db, 1)
        await sql`
          insert into message_events (customer, kind, at, recorded_at)
          values (1, 'opened', ${at}, ${at})`.execute(app.db)
      }
    expect(await found('retention')).toEqual(['ok: Reports about emails are kept for 13 months; there is none yet'])
    expect((await found('retention', {}, with1(Date.UTC(2025, 9, 25))))[0]).toBe(
      'ok: Reports about emails are kept for 13 months; the oldest is of 2025-10-25',
    )
    expect((await found('retention', {}, with1(Date.UTC(2025, 8, 1))))[0]).toMatch(
      /^warning: .* 2025-09-01, older than/,
    )
  })

  it('names a campaign that stopped itself', async () => {
    const paused = ({ app }: Patient) =>
      sql`
        insert into campaign_pauses (campaign, reason, at, accepted, counted)
        values ('win-back', 'bounces', ${now}, 200, 12)`.execute(app.db)
    expect((await found('sending', {}, paused))[0]).toBe(
      'broken: win-back stopped itself: 12 bounces among 200 emails → find out why, then: perennial resume win-back',
    )
  })

  it('counts emails that are overdue and those of which nobody knows', async () => {
    expect(await found('queue')).toEqual(['ok: 0 emails in the queue, none is uncertain'])
    const late = async ({ app }: Patient) => {
      await message(app, 'queued', now - 2 * hour)
      await message(app, 'queued', now + hour)
      await message(app, 'uncertain', now - hour)
    }
    expect(await found('queue', {}, late)).toEqual([
      'broken: 1 email should have gone more than an hour ago → perennial serve, or perennial send',
      'warning: 1 email of which nobody knows whether it arrived → perennial uncertain',
    ])
  })
})

type Shop = Patient['app']
let messages = 0

async function ticked({ db }: Shop, at: number): Promise<void> {
  await sql`insert into instance (name, value) values ('last_tick', ${String(at)})`.execute(db)
}

async function ran({ db }: Shop, at: number, state = 'done'): Promise<void> {
  await sql`insert into runs (slot, started_at, state, summary) values (${at}, ${at}, ${state}, '{}')`.execute(db)
}

async function submitted(app: Shop, at: number): Promise<void> {
  await message(app, 'submitted', at)
  await sql`update messages set submitted_at = ${at}, provider = 'resend' where state = 'submitted'`.execute(app.db)
}

async function message({ db }: Shop, state: string, sendAt: number): Promise<void> {
  messages += 1
  await sql`insert into customers (id) values ('ana') on conflict (id) do nothing`.execute(db)
  await sql`insert into runs (slot, started_at, state, summary) values (1, 1, 'done', '{}') on conflict (slot) do nothing`.execute(
    db,
  )
  await sql`
    insert into messages (campaign, step, customer, occasion, state, reason, purpose, template, run, started_at, due_day, send_at)
    select 'welcome', 'welcome', customers.key, ${String(messages)}, ${state}, 'due', 'marketing', 'welcome', runs.key, 1, 1, ${sendAt}
    from customers cross join runs
    where runs.slot = 1`.execute(db)
}
