import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { planOf } from '../app/index.ts'
import type { Entry } from '../plan/index.ts'
import type { Cli } from './cli.ts'
import { counted } from './counts.ts'
import { exitCodes, Failure } from './failure.ts'
import type { OpenShop } from './open-shop.ts'

/**
 * Stops when a run now would send anything that a saved plan does not hold, or less than it: what was looked at and
 * approved is what goes out.
 */
export async function refuseStale(cli: Cli, { app, now }: OpenShop, file: string): Promise<void> {
  const saved = new Set(readSaved(cli, file))
  const { plan } = await planOf(app, now, 'run', 'with entries')
  const today = new Set(plan.entries.flatMap(sentKey))
  const more = [...today].filter((key) => !saved.has(key)).length
  const fewer = [...saved].filter((key) => !today.has(key)).length
  if (more + fewer === 0) return
  const change = `${counted(more, 'email')} more, ${counted(fewer, 'email')} fewer`
  const next = `perennial plan --out ${file} makes a new one`
  throw new Failure(`The data has changed since this plan (${change}): nothing was sent`, next, exitCodes.heldBack)
}

function readSaved(cli: Cli, file: string): string[] {
  const path = isAbsolute(file) ? file : join(cli.io.cwd, file)
  try {
    const plan: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof plan === 'object' && plan !== null && 'entries' in plan && Array.isArray(plan.entries)) {
      return (plan.entries as Entry[]).flatMap(sentKey)
    }
  } catch {}
  throw new Failure(`${file} is no saved plan`, 'perennial plan --out plan.json writes one')
}

/** What makes an email unique, for those that go out. */
function sentKey({ campaign, step, customer, occasion, decision }: Entry): string[] {
  return decision === 'send' ? [JSON.stringify([campaign, step, customer, occasion])] : []
}
