import type { Command } from 'commander'
import { type GoalState, goalStates } from '../../app/index.ts'
import type { Cli } from '../cli.ts'
import { exitCodes } from '../failure.ts'
import { goalLines } from '../goals-text.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { openProgress } from '../progress.ts'

/** `perennial goals`: what goals.yaml wants, how far it is and whether the pace will do. */
export function goals(command: Command, cli: Cli): void {
  command.action(cli.action(() => withShop(cli, (shop) => run(cli, shop))))
}

async function run({ io, talk, globals }: Cli, { app, now }: OpenShop): Promise<number> {
  const progress = openProgress(io, talk, 'Counting')
  let states: readonly GoalState[]
  try {
    states = await goalStates(app, now, (done, total) => progress.update(done, total))
  } finally {
    progress.end()
  }
  if (globals.json) talk.printJson({ goals: states })
  else if (states.length > 0) for (const line of goalLines(states, app.shop, talk.paint)) talk.print(line)
  else talk.say('No goals yet. Write a line like this into goals.yaml:\n  - churn: 10 percent lower by 2027-03-31')
  return exitCodes.fine
}
