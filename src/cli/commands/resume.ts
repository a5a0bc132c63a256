import type { Command } from 'commander'
import { deliveryOf, eraseAgain } from '../../app/index.ts'
import { askYes, canAsk } from '../ask.ts'
import type { Cli } from '../cli.ts'
import { counted } from '../counts.ts'
import { exitCodes, Failure } from '../failure.ts'
import { type OpenShop, withShop } from '../open-shop.ts'

/** `perennial resume`: lets emails go on after a halt of the mail service, a pause of a campaign, or a restore. */
export function resume(command: Command, cli: Cli): void {
  command
    .argument('[campaign]', 'a campaign that is paused or stopped itself; without: whatever halts all emails')
    .option('--yes', 'do not ask')
    .action(
      cli.action((campaign: string | undefined, { yes }: { yes?: true }) =>
        withShop(cli, (shop) => (campaign === undefined ? resumeAll(cli, shop, yes) : resumeOne(cli, shop, campaign))),
      ),
    )
}

async function resumeAll(cli: Cli, { app, now }: OpenShop, yes: true | undefined): Promise<number> {
  const { endHalt, guardHome, releaseQuarantine, standstills } = await import('../../deliver/index.ts')
  const delivery = await deliveryOf(app)
  await guardHome(delivery, now)
  const halts = await standstills({ db: app.db, now })
  if (halts.length === 0) cli.talk.print('Nothing is halted.')
  for (const { name, reason, code } of halts) {
    cli.talk.say(`${reason}.`)
    if (name !== 'database') await endHalt(app.db, name)
    else if (await isConfirmed(cli, code, yes)) {
      const { uncertain } = await releaseQuarantine(delivery, now)
      // A dump that was loaded has forgotten who was erased since.
      const again = app.place === 'server' ? await eraseAgain(app, now) : 0
      if (again > 0) cli.talk.print(`${counted(again, 'customer')} erased since the backup, erased again.`)
      if (uncertain > 0) cli.talk.warn(`${counted(uncertain, 'email')} more became uncertain: perennial uncertain`)
    } else return exitCodes.heldBack
    cli.talk.print(`${name} goes on.`)
  }
  return exitCodes.fine
}

/** What this database does not know may have been sent: that is for a person to say. */
async function isConfirmed(cli: Cli, code: string, yes: true | undefined): Promise<boolean> {
  if (yes) return true
  const why = 'Whatever was sent elsewhere since this copy was made could be sent again'
  if (!canAsk(cli.io, cli.globals)) throw new Failure(why, 'perennial uncertain first, then: perennial resume --yes')
  return askYes(cli.io, `${why}. Let the ${code} database send from here?`)
}

async function resumeOne(cli: Cli, { app, now }: OpenShop, campaign: string): Promise<number> {
  const { releaseCampaign } = await import('../../track/index.ts')
  const released = await releaseCampaign(app.at(now), campaign)
  if (released === 'not paused') throw new Failure(`${campaign} is not paused`, 'perennial list campaigns')
  cli.talk.print(`${campaign} goes on.`)
  return exitCodes.fine
}
