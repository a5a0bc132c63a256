import { type App, deliveryOf, sendingFault } from '../app/index.ts'
import type { Instant } from '../clock.ts'
import { redacted } from '../log/index.ts'
import { type Account, parseMailbox } from '../providers/index.ts'
import { checks } from './checks/index.ts'
import { type Check, type Finding, type Patient, warning } from './finding.ts'
import type { Outside } from './outside.ts'

/** A finding and the check that made it. */
export interface Examined extends Finding {
  readonly check: string
}

/** Says how many checks are done. */
export type OnExamined = (done: number, all: number) => void

const PATIENCE = 8_000

/**
 * Looks at everything at once, each for a time of its own, and gives the findings in the order of the checks. Whatever
 * goes wrong in a check is a finding.
 */
export async function examineShop(
  app: App,
  now: Instant,
  outside: Outside,
  onExamined: OnExamined = () => undefined,
  wanted: readonly Check[] = checks,
): Promise<Examined[]> {
  const patient = await patientOf(app, now, outside)
  let done = 0
  const looked = wanted.map(async (check) => {
    const findings = await look(check, patient)
    onExamined(++done, wanted.length)
    return findings.map((finding) => ({ check: check.name, ...finding }))
  })
  return (await Promise.all(looked)).flat()
}

async function look(check: Check, patient: Patient): Promise<readonly Finding[]> {
  const patience = check.patience ?? PATIENCE
  const stop = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(
      () => resolve(warning(`No answer within ${Math.ceil(patience / 1000)} s`, 'try again')),
      patience,
    )
  })
  try {
    const found = await Promise.race([check.look(patient, stop.signal), late])
    return 'condition' in found ? [found] : found
  } catch (error) {
    return [warning(`This could not be looked at: ${redacted(error instanceof Error ? error.message : String(error))}`)]
  } finally {
    clearTimeout(timer)
    stop.abort(new Error('not waited for any longer'))
  }
}

async function patientOf(app: App, now: Instant, outside: Outside): Promise<Patient> {
  const { address } = parseMailbox(app.shop.from)
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const ready = (await sendingFault(app)) === undefined
  let account: Promise<Account | undefined> | undefined
  return {
    app,
    now,
    outside,
    domain,
    account() {
      account ??= ready ? examine(app, domain) : Promise.resolve(undefined)
      return account
    },
  }
}

async function examine(app: App, domain: string): Promise<Account | undefined> {
  const { provider } = await deliveryOf(app)
  try {
    return await provider.examine?.(domain, AbortSignal.timeout(PATIENCE - 1_000))
  } finally {
    await provider.close?.()
  }
}
