import { customerNames, type GuardedPlan, lastImport } from '../app/index.ts'
import type { Cli } from './cli.ts'
import type { OpenShop } from './open-shop.ts'
import { exampleCustomers, planLines } from './plan-text.ts'
import { showGuards } from './show-guards.ts'

/** Prints a plan as people read it, guards first. `print` is where the lines go: the result or the talk. */
export async function showPlan(
  cli: Cli,
  { app, now }: OpenShop,
  { plan, guards }: GuardedPlan,
  tookMs: number,
  print: (line: string) => void,
): Promise<void> {
  showGuards(app, guards, cli.talk)
  const names = await customerNames(app, [...exampleCustomers(plan).values()])
  const dataFrom = await lastImport(app)
  const { paint, width } = cli.talk
  const view = { plan, now, zone: app.shop.timeZone, dataFrom, names, paint, width }
  for (const line of planLines(view, tookMs)) print(line)
}
