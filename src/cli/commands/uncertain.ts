import type { Command } from 'commander'
import { deliveryOf } from '../../app/index.ts'
import { isoInstant } from '../../clock.ts'
import type { Decision, UncertainMessage } from '../../deliver/index.ts'
import type { Cli } from '../cli.ts'
import { counted } from '../counts.ts'
import { exitCodes, Failure } from '../failure.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { table } from '../table.ts'

interface Options {
  readonly sent?: true
  readonly notSent?: true
  readonly again?: true
  readonly all?: true
  readonly search?: true
}

/** `perennial uncertain`: emails of which nobody knows whether they were sent, and what to do with them. */
export function uncertain(command: Command, cli: Cli): void {
  command
    .argument('[number...]', 'the numbers of emails, as the list shows them')
    .option('--search', 'look for them in the mail service’s own list; what is found counts as sent')
    .option('--sent', 'they count as sent: the safe choice')
    .option('--not-sent', 'they were not sent and shall not be')
    .option('--again', 'send them once more, at the risk that they come twice')
    .option('--all', 'all of them')
    .action(
      cli.action((numbers: string[], options: Options) => withShop(cli, (shop) => run(cli, shop, numbers, options))),
    )
}

async function run(cli: Cli, { app, now }: OpenShop, numbers: string[], options: Options): Promise<number> {
  const { resolveUncertain, searchUncertain, uncertainMessages } = await import('../../deliver/index.ts')
  if (options.search) {
    const delivery = await deliveryOf(app)
    const found = await searchUncertain(delivery, now)
    await delivery.provider.close?.()
    cli.talk.say(`${counted(found, 'email')} found in the list of the mail service.`)
  }
  const decision = decisionIn(options)
  if (decision) {
    const keys = keysIn(numbers, options)
    const settled = await resolveUncertain({ ...app, now }, app.shop.provider, keys, decision)
    cli.talk.say(`${counted(settled, 'email')} ${WORDS[decision]}.`)
  }
  const messages = await uncertainMessages(app)
  if (cli.globals.json) cli.talk.printJson({ uncertain: messages.map(inJson) })
  else show(cli, messages)
  return exitCodes.fine
}

const WORDS: Record<Decision, string> = {
  sent: 'counted as sent',
  'not sent': 'counted as not sent',
  again: 'back in the queue',
}

function decisionIn({ sent, notSent, again }: Options): Decision | undefined {
  const said = [sent && 'sent', notSent && 'not sent', again && 'again'].filter((word) => word !== undefined)
  if (said.length > 1) throw new Failure('Only one of --sent, --not-sent and --again can be meant')
  return said[0] as Decision | undefined
}

function keysIn(numbers: readonly string[], { all }: Options): number[] | 'all' {
  if (all && numbers.length === 0) return 'all'
  if (all || numbers.length === 0) throw new Failure('Which ones?', 'perennial uncertain 1204 1207 --sent, or --all')
  const wrong = numbers.find((text) => !/^\d{1,15}$/.test(text))
  if (wrong !== undefined) throw new Failure(`"${wrong}" is no number of an email`, 'perennial uncertain lists them')
  return numbers.map(Number)
}

function show({ talk }: Cli, messages: readonly UncertainMessage[]): void {
  if (messages.length === 0) {
    talk.print('No email is uncertain.')
    return
  }
  talk.print(talk.paint('bold', `${counted(messages.length, 'email')} of which nobody knows whether it was sent`))
  const rows = messages.map(({ key, customer, campaign, step, since, why }) => [
    String(key),
    customer,
    `${campaign} ${step}`,
    since === null ? '' : isoInstant(since).slice(0, 16),
    why,
  ])
  for (const line of table(rows, ['right'])) talk.print(line)
  talk.say('Next   perennial uncertain --all --sent, or --again for those that surely did not arrive')
}

function inJson({ key, since, ...message }: UncertainMessage) {
  return { message: key, ...message, since: since === null ? null : isoInstant(since) }
}
