import type { Instant } from '../clock.ts'
import { type Adoption, adopt, adoptionsAt } from '../plan/index.ts'
import type { App } from './open-app.ts'
import { type ComparedVariants, variantTests, variantUses } from './variant-tests.ts'

/** A variant that has just been adopted. */
export type Adopted = Pick<Adoption, 'campaign' | 'step' | 'variant'>

/**
 * Adopts, as of `now`, the winner of every email whose file says `adopt: automatically` and of which none is adopted yet.
 * It is asked every day, so the winner is proven by a test that may be.
 */
export async function adoptWinners(app: App, now: Instant): Promise<readonly Adopted[]> {
  const asking = variantUses(app.campaigns).filter(({ step }) => step.winner?.adopt === 'automatically')
  if (asking.length === 0) return []
  const held = (await adoptionsAt({ db: app.db, now })).filter(({ endedAt }) => endedAt === null)
  const open = asking.filter(
    ({ campaign, step }) => !held.some((one) => one.campaign === campaign.name && one.step === step.id),
  )
  const adopted: Adopted[] = []
  for (const test of await variantTests(app, now, open)) {
    if (test.result?.verdict !== 'winner') continue
    const winner = { campaign: test.campaign, step: test.step, variant: test.result.best }
    const state = await adopt({ db: app.db, now }, { ...winner, how: 'automatically', numbers: numbersOf(test) })
    if (state !== 'adopted') continue
    adopted.push(winner)
    app.log.info('a variant was adopted', { ...winner })
  }
  return adopted
}

/** Adopts a variant because somebody says so. */
export async function adoptByHand(app: App, now: Instant, wanted: Adopted): Promise<'adopted' | 'another holds'> {
  const uses = variantUses(app.campaigns).filter(
    ({ campaign, step }) => campaign.name === wanted.campaign && step.id === wanted.step,
  )
  const [test] = await variantTests(app, now, uses)
  return adopt({ db: app.db, now }, { ...wanted, how: 'by hand', numbers: test ? numbersOf(test) : null })
}

/** What was known when a variant was adopted. */
export interface AdoptedNumbers {
  readonly by: 'conversions' | 'revenue'
  readonly withinDays: number
  readonly result: ComparedVariants['result'] | null
  readonly groups: ComparedVariants['groups']
}

function numbersOf({ by, withinDays, result, groups }: ComparedVariants): AdoptedNumbers {
  return { by, withinDays, result: result ?? null, groups }
}
