import type { App } from '../../../src/app/index.ts'
import { isoInstant } from '../../../src/clock.ts'
import { screens } from '../../../src/web/screens.ts'

/**
 * Pages below the screens: tests, pictures and measurements look at them beside the screens themselves. `{customer}` is
 * whoever got the newest email, `{template}` that email, `{run}` the newest run.
 */
export const pagesBelow: readonly string[] = [
  '/preview/{template}?as={customer}',
  '/preview/{template}?as={customer}&in=all',
  '/preview/{template}?as={customer}&show=text',
  '/preview/{template}?as={customer}&show=dark',
  '/preview/{template}?as={customer}&show=forced',
  '/preview/{template}?as={customer}&show=images',
  '/preview/{template}?as={customer}&on=2026-12-24',
  '/preview/{template}?as={customer}&show=mjml',
  '/preview/{template}?as={customer}&show=html',
  '/preview/{template}/why?as={customer}',
  '/segments/lapsed',
  '/segments/lapsed?on=2026-11-15',
  '/segments/lapsed?sort=-spent',
  '/segments/lapsed/try',
  '/campaigns/win-back',
  '/customers?find=a',
  '/customers/{customer}',
  '/customers/{customer}?kind=email',
  '/customers/{customer}/why/win-back',
  '/customers/{customer}/erase',
  '/runs/{run}',
  '/runs/next',
  '/outbox?state=uncertain',
  '/outbox?state=failed',
  '/insights?days=all',
  '/insights/retention',
  '/insights/experiments',
  '/insights/experiments/adopt?campaign=win-back&step=we-miss-you&variant=B',
  '/insights/retention?by=country&lapse=90',
  '/insights/predictions',
  '/insights/goals',
  '/diff?against=HEAD',
  '/simulate?from=2026-11-22&to=2026-11-28&orders=none',
  '/simulate?from=2026-10-20&to=2026-12-24&orders=none',
]

/** The screens and the pages below them. */
export const allPages: readonly string[] = [...screens.map(({ path }) => path), ...pagesBelow]

/** A path with the names of a shop filled in. */
export async function fillIn({ db }: Pick<App, 'db'>, path: string): Promise<string> {
  if (!path.includes('{')) return path
  const newest = await db
    .selectFrom('messages')
    .innerJoin('customers', 'customers.key', 'messages.customer')
    .select(['customers.id', 'messages.template'])
    .where('messages.state', '=', 'submitted')
    .orderBy('messages.key', 'desc')
    .limit(1)
    .executeTakeFirst()
  const run = await db.selectFrom('runs').select('slot').orderBy('slot', 'desc').limit(1).executeTakeFirst()
  if (!newest || !run) throw new Error('nothing was sent yet')
  const values = { customer: newest.id, template: newest.template, run: isoInstant(run.slot) }
  return Object.entries(values).reduce((filled, [name, value]) => filled.replace(`{${name}}`, value), path)
}
