import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { OpenFiles } from '../app/index.ts'
import type { SendStep } from '../campaigns/index.ts'
import { type Parts, wordingOf } from '../render/index.ts'
import type { PlannedDay } from '../plan/index.ts'
import { sameEmail } from './same-email.ts'

/** Emails of one kind that both plans send: of a step, in a language, in a variant of each side. */
export interface EmailGroup {
  readonly campaign: string
  readonly step: string
  readonly language: string
  readonly before: string | null
  readonly after: string | null
  readonly number: number
}

/** A group whose emails say something else, and the templates they are made of. */
export interface RewrittenGroup extends EmailGroup {
  readonly templateBefore: string
  readonly templateAfter: string
}

/** The emails that both plans send and that say something else: another template, text, subject or coupon. */
export async function rewrittenGroups(
  before: { readonly files: OpenFiles; readonly day: PlannedDay },
  after: { readonly files: OpenFiles; readonly day: PlannedDay },
): Promise<RewrittenGroup[]> {
  const groups = await groupsOf(before.day, after.day, after.files.shop.languages[0] ?? 'en')
  const [old, own] = [openWordings(before.files), openWordings(after.files)]
  const changed: RewrittenGroup[] = []
  for (const group of groups) {
    const one = await old.content(group.campaign, group.step, group.before, group.language)
    const other = await own.content(group.campaign, group.step, group.after, group.language)
    if (one.hash === other.hash) continue
    changed.push({ ...group, templateBefore: one.template, templateAfter: other.template })
  }
  return changed
}

async function groupsOf(before: PlannedDay, after: PlannedDay, language: string): Promise<EmailGroup[]> {
  const { rows } = await sql<EmailGroup>`
    select own.campaign, own.step, coalesce(customers.language, ${language}) as language, old.variant as before,
      own.variant as after, count(*) as number
    from ${sql.table(after.made.table)} as own
    join ${sql.table(before.made.table)} as old on ${sameEmail('old', 'own')}
    join customers on customers.key = own.customer
    where own.decision = 'send' and old.decision = 'send'
    group by 1, 2, 3, 4, 5
    order by 1, 2, 3, coalesce(old.variant, ''), coalesce(own.variant, '')`.execute(after.ctx.db)
  return rows.map((row) => ({ ...row, number: Number(row.number) }))
}

/** The wordings of one set of files, each made once; no parts where the template cannot be used. */
export interface Wordings {
  of(template: string, language: string): Promise<Parts | undefined>
  content(
    campaign: string,
    step: string,
    variant: string | null,
    language: string,
  ): Promise<{ readonly template: string; readonly hash: string }>
}

/** Opens the wordings of a set of files. */
export function openWordings({ templates, texts, campaigns, shop }: OpenFiles): Wordings {
  const known = new Map<string, Promise<Parts | undefined>>()
  const hashes = new WeakMap<Parts, string>()
  const of = (template: string, language: string) => {
    const key = `${language} ${template}`
    const made = known.get(key) ?? make(template, language)
    known.set(key, made)
    return made
  }
  const make = async (template: string, language: string) => {
    const { value } = await templates.get(template)
    return value && wordingOf(value, texts, language)
  }
  const hashOf = (parts: Parts) => {
    const hash = hashes.get(parts) ?? digest(parts)
    hashes.set(parts, hash)
    return hash
  }
  const shown = [shop.name, shop.address, shop.website, shop.logo]
  return {
    of,
    async content(campaign, id, variant, language) {
      const steps = campaigns.find(({ name }) => name === campaign)?.steps ?? []
      const step = steps.find((one): one is SendStep => one.kind === 'send' && one.id === id)
      const version = step?.variants.find(({ name }) => name === variant)
      const template = version?.template ?? step?.template ?? ''
      const parts = await of(template, language)
      const subject = (version?.subject ?? step?.subject)?.text
      return { template, hash: digest([parts && hashOf(parts), subject, step?.coupon, shown]) }
    },
  }
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
