import { type Checked, hasErrors, type Problem } from '../problem.ts'
import { parseYaml, problemAt, type YamlMap } from '../yaml/index.ts'
import { readAttributes, readEvents, readRates, readTopics } from './declarations.ts'
import { secretsIn } from './secrets-in-file.ts'
import { readLifetime } from './lifetime.ts'
import { readPredictions } from './predictions.ts'
import { readRecommend } from './recommend.ts'
import type { Shop } from './shop.ts'
import { shopPhrases as phrase } from './shop-phrases.ts'
import { readStaff } from './staff.ts'
import { type Block, openBlock, readList, readPhrase, textPhrase } from './shop-reading.ts'

/** The top keys of `perennial.yaml`, in the order of the reference. */
export const shopKeys = [
  'shop',
  'from',
  'reply_to',
  'time_zone',
  'currency',
  'rates',
  'languages',
  'first_weekday',
  'leap_day',
  'send_at',
  'limit',
  'quiet',
  'most_per_run',
  'holdout',
  'stages',
  'topics',
  'counted_statuses',
  'attributes',
  'events',
  'lifetime',
  'predictions',
  'recommend',
  'staff',
  'provider',
  'tracking',
  'retention',
  'links',
  'test_addresses',
] as const

/** The public address of links where the shop file names none: this computer, the port after the web view's. */
export const defaultLinks = 'http://127.0.0.1:4601'

/** A shop file that was read. `sketch` is what could be made of a broken one: enough to check the other files against. */
export interface CheckedShop extends Checked<Shop> {
  readonly sketch?: Shop
}

/**
 * Reads the shop file with all its defaults; all problems at once. The value is absent when one of them is an error:
 * a wrong zone or currency would make every number wrong.
 */
export function readShop(file: string, text: string): CheckedShop {
  const parsed = parseYaml(file, text)
  if (!parsed.value) return { problems: parsed.problems }
  const problems: Problem[] = [...parsed.problems]
  const secrets = parsed.value.kind === 'map' ? secretsIn(parsed.value) : []
  const block = openBlock(withoutSecrets(parsed.value as YamlMap, secrets), shopKeys, 'the shop file', problems)
  const shop = { ...identity(block, file), ...sending(block), ...declared(block) }
  problems.push(...secrets)
  if (!isWhole(shop)) return { problems }
  if (hasErrors(problems)) return { problems, sketch: Object.freeze(shop) }
  return { value: Object.freeze(shop), problems }
}

/** A secret is told once, as a secret, and not again as an unknown key. */
function withoutSecrets(node: YamlMap, secrets: readonly Problem[]): YamlMap {
  if (node.kind !== 'map') return node
  return { ...node, entries: node.entries.filter((entry) => !secrets.some((found) => found.place === entry.keyPlace)) }
}

function identity(block: Block, file: string) {
  const shop = block.entries.get('shop')
  const inner = shop
    ? openBlock(shop.value, ['name', 'address', 'website', 'logo'], 'the shop', block.problems)
    : { entries: new Map(), problems: block.problems }
  const name = readPhrase(inner, 'name', textPhrase)
  if (!inner.entries.has('name')) missing(block, file, 'name', 'shop: {name: Kava & Mlin}', shop?.keyPlace.line)
  const from = readPhrase(block, 'from', phrase.sender)
  if (!block.entries.has('from')) block.problems.push(noSender(file))
  const currency = readPhrase(block, 'currency', phrase.currency)
  const timeZone = readPhrase(block, 'time_zone', phrase.zone)
  if (!block.entries.has('currency')) missing(block, file, 'currency', 'currency: EUR')
  if (!block.entries.has('time_zone')) missing(block, file, 'time zone', 'time_zone: Europe/Zagreb')
  return {
    name,
    address: readPhrase(inner, 'address', textPhrase)?.replaceAll(/\s*\n\s*/g, ', '),
    website: readPhrase(inner, 'website', phrase.webAddress),
    logo: readPhrase(inner, 'logo', phrase.webAddress),
    from: from ?? 'Shop <shop@shop.example>',
    replyTo: readPhrase(block, 'reply_to', phrase.sender),
    timeZone,
    currency,
    rates: readRates(block, currency),
    lifetime: readLifetime(block, currency),
    predictions: readPredictions(block),
    staff: readStaff(block),
    recommend: readRecommend(block.entries.get('recommend'), block.problems),
    languages: unique(readList(block, 'languages', phrase.language)) ?? ['en'],
  }
}

function sending(block: Block) {
  const provider = readPhrase(block, 'provider', phrase.provider)
  return {
    firstWeekday: readPhrase(block, 'first_weekday', phrase.weekday) ?? 1,
    sendAt: readPhrase(block, 'send_at', phrase.sendAt) ?? ({ time: '09:00', clock: 'customer' } as const),
    limit: readPhrase(block, 'limit', phrase.limit),
    quiet: readPhrase(block, 'quiet', phrase.quiet),
    mostPerRun: readPhrase(block, 'most_per_run', phrase.customers),
    holdout: readPhrase(block, 'holdout', phrase.percent),
    leapDay: readPhrase(block, 'leap_day', phrase.leapDay) ?? ('feb28' as const),
    provider: provider ?? 'outbox',
    tracking: readPhrase(block, 'tracking', phrase.tracking) ?? ('none' as const),
    // 13 months: a year and the same season again (PRIV-05).
    retention: readPhrase(block, 'retention', phrase.months) ?? 13,
    testAddresses: readList(block, 'test_addresses', phrase.address) ?? [],
    links: readPhrase(block, 'links', phrase.webAddress) ?? defaultLinks,
  }
}

function declared(block: Block) {
  const topics = readTopics(block)
  const statuses = unique(readList(block, 'counted_statuses', textPhrase)?.map(statusWord))
  return {
    stages: unique(readList(block, 'stages', textPhrase)) ?? [],
    countedStatuses: statuses,
    attributes: readAttributes(block),
    events: readEvents(block),
    topics: Object.keys(topics).length > 0 ? topics : { news: 'News' },
  }
}

function statusWord(text: string): string {
  const word = text.toLowerCase()
  return word === 'canceled' ? 'cancelled' : word
}

function unique(list: string[] | undefined): string[] | undefined {
  return list && [...new Set(list)]
}

function missing(block: Block, file: string, what: string, line: string, at = 1): void {
  block.problems.push({ ...problemAt(file, 'missing-key', `The shop's ${what} is missing`, at), try: line })
}

function noSender(file: string): Problem {
  const problem = problemAt(file, 'missing-from', 'No sender is named: emails come from "Shop <shop@shop.example>"')
  return { ...problem, severity: 'warning', try: 'from: "Kava <hej@kava.example>"' }
}

type Draft = ReturnType<typeof identity> & ReturnType<typeof sending> & ReturnType<typeof declared>

function isWhole(shop: Draft): shop is Draft & Shop {
  return shop.name !== undefined && shop.currency !== undefined && shop.timeZone !== undefined
}
