import { Argument, type Command } from 'commander'
import { segmentSizes, templatesOf } from '../../app/index.ts'
import type { Cli } from '../cli.ts'
import { count } from '../counts.ts'
import { exitCodes } from '../failure.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { cutTo, table } from '../table.ts'

const KINDS = ['segments', 'campaigns', 'templates'] as const

/** `perennial list segments|campaigns|templates`. */
export function list(command: Command, cli: Cli): void {
  command.addArgument(new Argument('<kind>', 'what to list').choices(KINDS)).action(
    cli.action((kind: (typeof KINDS)[number]) =>
      withShop(cli, (shop) => {
        if (kind === 'segments') return segments(cli, shop)
        return kind === 'campaigns' ? campaigns(cli, shop) : templates(cli, shop)
      }),
    ),
  )
}

async function segments({ globals, talk }: Cli, { app, now }: OpenShop): Promise<number> {
  const sizes = await segmentSizes(app, now)
  const rows = [...app.segments]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, title }) => ({ segment: name, title, customers: sizes.get(name) ?? 0 }))
  if (globals.json) talk.printJson(rows)
  else {
    const cells = rows.map(({ segment, title, customers }) => [segment, count(customers), cutTo(title, 60)])
    for (const line of table([['segment', 'customers', 'title'], ...cells], ['left', 'right'], '')) talk.print(line)
    talk.say('Next   perennial members SEGMENT     who is in it')
  }
  return exitCodes.fine
}

async function campaigns({ globals, talk }: Cli, { app }: OpenShop): Promise<number> {
  const rows = app.campaigns.map(({ name, title, purpose, starts, steps, priority }) => ({
    campaign: name,
    title,
    purpose,
    starts: starts.phrase,
    emails: steps.filter((step) => step.kind === 'send').length,
    priority,
  }))
  if (globals.json) talk.printJson(rows)
  else {
    const cells = rows.map((row) => [row.campaign, String(row.emails), String(row.priority), row.purpose, row.starts])
    const header = ['campaign', 'emails', 'priority', 'purpose', 'starts']
    for (const line of table([header, ...cells], ['left', 'right', 'right'], '')) talk.print(line)
    talk.say('Next   perennial plan     who would get what today, and why')
  }
  return exitCodes.fine
}

async function templates({ globals, talk }: Cli, { app }: OpenShop): Promise<number> {
  const uses = app.campaigns.flatMap((campaign) => templatesOf(campaign).map((use) => ({ ...use, campaign })))
  const rows = app.templates.names.map((template) => {
    const users = uses.filter((use) => use.template === template).map((use) => use.campaign.name)
    return { template, campaigns: [...new Set(users)] }
  })
  if (globals.json) talk.printJson(rows)
  else {
    const cells = rows.map((row) => [row.template, row.campaigns.join(', ') || 'no campaign'])
    for (const line of table([['template', 'used by'], ...cells], [], '')) talk.print(line)
    talk.say('Next   perennial preview TEMPLATE --as CUSTOMER')
  }
  return exitCodes.fine
}
