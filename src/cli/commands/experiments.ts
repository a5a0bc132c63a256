import type { Command } from 'commander'
import { adoptByHand, experimentsOf } from '../../app/index.ts'
import { zonedInstant } from '../../calendar/index.ts'
import type { Campaign, SendStep } from '../../campaigns/index.ts'
import type { Cli } from '../cli.ts'
import { experimentLines } from '../experiments-text.ts'
import { exitCodes, Failure } from '../failure.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { openProgress } from '../progress.ts'

/** `perennial experiments`: what is being tried, what came of it, and adopting a variant by hand. */
export function experiments(command: Command, cli: Cli): void {
  command
    .argument('[action]', 'adopt: everybody new gets one variant; undo: they go on beside each other', 'show')
    .argument('[campaign]', 'the campaign of the email')
    .argument('[step]', 'the email: its id')
    .argument('[variant]', 'which one to adopt')
    .action(
      cli.action((action: string, campaign?: string, step?: string, variant?: string) =>
        withShop(cli, (shop) => {
          if (action === 'show' && campaign === undefined) return show(cli, shop)
          if (action !== 'adopt' && action !== 'undo') throw wrongAction(action)
          if (cli.globals.asOf !== undefined) throw new Failure('Nothing is adopted in the past', 'leave --as-of out')
          return action === 'adopt'
            ? adopt(cli, shop, emailOf(shop, campaign, step), variant)
            : undo(cli, shop, emailOf(shop, campaign, step))
        }),
      ),
    )
}

function wrongAction(action: string): Failure {
  return new Failure(
    `"${action}" is nothing to do with experiments`,
    'perennial experiments adopt CAMPAIGN STEP VARIANT',
  )
}

async function show(cli: Cli, { app, now }: OpenShop): Promise<number> {
  const { globals, io, talk } = cli
  const progress = openProgress(io, talk, 'Counting')
  const found = await experimentsOf(app, now, (done, total) => progress.update(done, total)).finally(() =>
    progress.end(),
  )
  if (globals.json) talk.printJson({ ...found, asOf: zonedInstant(found.asOf, app.shop.timeZone) })
  else for (const line of experimentLines(found, app.shop, talk.paint)) talk.print(line)
  return exitCodes.fine
}

interface Email {
  readonly campaign: Campaign
  readonly step: SendStep
}

function emailOf({ app }: OpenShop, campaign: string | undefined, step: string | undefined): Email {
  const emails = app.campaigns.flatMap((one) =>
    one.steps.flatMap((email) =>
      email.kind === 'send' && email.variants.length > 0 ? [{ campaign: one, step: email }] : [],
    ),
  )
  const found = emails.find((email) => email.campaign.name === campaign && email.step.id === step)
  if (found) return found
  const known = emails.map((email) => `${email.campaign.name} ${email.step.id}`)
  const hint = known.length === 0 ? 'no campaign has variants' : `with variants: ${known.join(', ')}`
  throw new Failure(`No email with variants is called "${[campaign, step].filter(Boolean).join(' ')}"`, hint)
}

async function adopt(cli: Cli, { app, now }: OpenShop, email: Email, variant: string | undefined): Promise<number> {
  const [campaign, step] = [email.campaign.name, email.step.id]
  const names = email.step.variants.map(({ name }) => name)
  if (variant === undefined || !names.includes(variant)) {
    throw new Failure(`${campaign} ${step} has no variant "${variant ?? ''}"`, `one of ${names.join(', ')}`)
  }
  const state = await adoptByHand(app, now, { campaign, step, variant })
  if (state !== 'adopted') {
    throw new Failure('A variant of this email is adopted already', `perennial experiments undo ${campaign} ${step}`)
  }
  cli.talk.print(`${variant} is adopted: who begins ${campaign} from now on gets it, who has begun keeps theirs.`)
  return exitCodes.fine
}

async function undo(cli: Cli, { app, now }: OpenShop, email: Email): Promise<number> {
  const { endAdoption } = await import('../../plan/index.ts')
  const [campaign, step] = [email.campaign.name, email.step.id]
  const state = await endAdoption(app.at(now), { campaign, step })
  if (state !== 'ended') throw new Failure(`No variant of ${campaign} ${step} is adopted`, 'perennial experiments')
  cli.talk.print(`The variants of ${campaign} ${step} go on beside each other, and are compared anew from now on.`)
  return exitCodes.fine
}
