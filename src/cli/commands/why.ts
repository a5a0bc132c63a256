import type { Command } from 'commander'
import { whyOf } from '../../app/index.ts'
import { reasonSentence, type Why, type WhyCampaign, type WhyClause } from '../../plan/index.ts'
import { didYouMean } from '../../yaml/index.ts'
import type { Cli } from '../cli.ts'
import { shortInstant, zoneCity } from '../day-words.ts'
import { exitCodes, Failure } from '../failure.ts'
import { namedCustomer } from '../named-customer.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { becauseText, productsJson } from '../recommend-text.ts'
import { recommendedOf } from '../recommended-of.ts'
import { cutTo, table } from '../table.ts'
import type { Talk } from '../talk.ts'

/** `perennial why CUSTOMER [CAMPAIGN]`: the decision for one customer and its reasons, line by line. */
export function why(command: Command, cli: Cli): void {
  command
    .argument('<customer>', 'id or e-mail address')
    .argument('[campaign]', 'one campaign; without it all')
    .action(
      cli.action((customer: string, campaign?: string) => withShop(cli, (shop) => run(cli, shop, customer, campaign))),
    )
}

async function run(cli: Cli, shop: OpenShop, named: string, campaign: string | undefined): Promise<number> {
  const { app, now } = shop
  if (campaign !== undefined) refuseUnknown(shop, campaign)
  const customer = await namedCustomer(shop, named)
  const mode = cli.globals.asOf === undefined ? 'run' : 'as of'
  const answer = await whyOf(app, now, mode, customer.key, campaign)
  if (cli.globals.json) {
    cli.talk.printJson(await withRecommendations(shop, customer, answer))
    return exitCodes.fine
  }
  const shown = campaign === undefined ? inOrderOfInterest(answer.campaigns) : answer.campaigns
  for (const [i, one] of shown.entries()) {
    if (i > 0) cli.talk.print()
    show(cli, shop, customer.name, one)
  }
  const [only] = campaign === undefined ? [] : answer.campaigns
  for (const { step, products } of only ? await recommendedOf(shop, customer.key, only) : []) {
    cli.talk.print(`  ${step} recommends`)
    const rows = products.map(({ product, because }) => [product.name, becauseText(because, customer.name)])
    for (const line of table(rows, [], '    ')) cli.talk.print(line)
  }
  if (campaign === undefined && shown.length > 1) {
    cli.talk.say(`\nNext   perennial why ${named} ${shown[0]?.campaign}     one campaign only`)
  }
  return exitCodes.fine
}

/** The answer as JSON, each campaign with what its emails recommend. */
async function withRecommendations(
  shop: OpenShop,
  customer: { readonly key: number; readonly name: string },
  answer: Why,
) {
  const campaigns: (WhyCampaign & { readonly recommendations: readonly unknown[] })[] = []
  for (const one of answer.campaigns) {
    const found = await recommendedOf(shop, customer.key, one)
    const recommendations = found.map(({ step, products }) => {
      return { step, products: productsJson(products, customer.name, shop.app.shop) }
    })
    campaigns.push({ ...one, recommendations })
  }
  return { ...answer, campaigns }
}

/** What is sent first, then what waits, then the rest. */
function inOrderOfInterest(campaigns: readonly WhyCampaign[]): WhyCampaign[] {
  const rank = ({ decision, reason }: WhyCampaign) =>
    decision === 'send' || decision === 'tell'
      ? 0
      : decision === 'wait'
        ? 1
        : reason === 'not_yet' || reason === 'left_audience'
          ? 3
          : 2
  return [...campaigns].sort((a, b) => rank(a) - rank(b))
}

function show({ talk }: Cli, { app, now }: OpenShop, name: string, why: WhyCampaign): void {
  talk.print(talk.paint('bold', sentence(why, name, app.shop.timeZone, now)))
  const next = nextLine(why)
  if (next !== undefined) talk.print(next)
  for (const line of table(clauseRows(why.clauses, talk))) talk.print(line)
  if (why.sent.length > 0)
    talk.print(`  sent  ${why.sent.map(({ step, at }) => `${step} ${at.slice(0, 10)}`).join(', ')}`)
}

/** A row a line; a group of which not every line must hold has a row of its own above them. */
function clauseRows(clauses: readonly WhyClause[], talk: Talk): string[][] {
  const open: string[] = []
  return clauses.flatMap(({ holds, text, value, file, line, within }) => {
    const rows: string[][] = []
    within.forEach((group, depth) => {
      if (open[depth] === group.text) return
      open.splice(depth, open.length, group.text)
      rows.push([yesOrNo(group.holds, talk), `${'  '.repeat(depth)}${group.text}`, '', ''])
    })
    open.splice(within.length)
    const place = file === null ? '' : `${file}${line === null ? '' : `:${line}`}`
    rows.push([yesOrNo(holds, talk), `${'  '.repeat(within.length)}${cutTo(text, 60)}`, value, place])
    return rows
  })
}

function yesOrNo(holds: boolean, talk: Talk): string {
  return holds ? talk.paint('green', 'yes') : talk.paint('yellow', 'no')
}

/** When it becomes true if nothing else happens, or the one thing that is missing. */
function nextLine({ decision, reason, nextTrueOn, nextTrueBecause, missing }: WhyCampaign): string | undefined {
  if (decision === 'send' || decision === 'tell') return undefined
  if (nextTrueOn !== null && nextTrueBecause !== null)
    return `  Next     ${nextTrueOn}: ${nextTrueBecause}, if nothing else happens`
  if (missing !== null && (reason === 'not_yet' || reason === 'left_audience')) return `  Missing  ${missing}`
  return undefined
}

function sentence(why: WhyCampaign, name: string, zone: string, now: number): string {
  const email = why.step === null ? why.campaign : `${why.step} of ${why.campaign}`
  const at = why.sendAt === null ? '' : ` ${shortInstant(Date.parse(why.sendAt), zone, now)} ${zoneCity(zone)}`
  if (why.decision === 'send') return `${name} gets ${email} on${at}.`
  if (why.decision === 'tell') return `${name} hears nothing; the shop is told: ${email}, on${at}.`
  if (why.decision === 'wait')
    return `${name} waits for ${email}${at === '' ? '' : ` until${at}`}. ${reasonSentence(why.reason)}`
  if (why.step === null) return `${name} gets nothing of ${why.campaign} now. ${reasonSentence(why.reason)}`
  return `${name} does not get ${email}. ${reasonSentence(why.reason)}`
}

function refuseUnknown({ app }: OpenShop, name: string): void {
  const names = app.campaigns.map((campaign) => campaign.name)
  if (names.includes(name)) return
  const near = didYouMean(name, names)
  throw new Failure(`There is no campaign "${name}"`, near ? `did you mean ${near}?` : 'perennial list campaigns')
}
