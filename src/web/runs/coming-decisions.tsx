import type { Instant } from '../../clock.ts'
import { peopleById, type NamedCustomer } from '../../insights/index.ts'
import type { Decision, Entry, Plan } from '../../plan/index.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { EmailLink } from '../parts/email-link.tsx'
import { Empty } from '../parts/empty.tsx'
import { FilterForm, resultsId } from '../parts/filter-form.tsx'
import { Pager } from '../parts/pager.tsx'
import { ScreenLink } from '../parts/screen-link.tsx'
import { When } from '../parts/times.tsx'
import type { View } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import { reasonWords } from '../words/reasons.ts'
import type { RunsWord } from '../words/runs.ts'

const PAGE = 50

interface DecisionsProps {
  readonly view: View<RunsWord>
  /** With the first entries of each campaign, decision and reason. */
  readonly plan: Plan
}

/** About whom the next run would decide what: of each reason the first, found by campaign, decision and reason. */
export async function ComingDecisions({ view, plan }: DecisionsProps) {
  const { say, ctx, url } = view
  const entries = plan.entries.filter(asked(url)).sort((a, b) => timeOf(a) - timeOf(b))
  const from = placeIn(url, entries.length)
  const shown = entries.slice(from, from + PAGE)
  const people = await peopleById(
    ctx,
    shown.map(({ customer }) => customer),
  )
  const rows = shown.map((entry) => ({ ...entry, person: people.get(entry.customer) }))
  const { send, tell = 0, wait, skip } = plan.totals
  return (
    <section class="card" id="decisions">
      <h2>{say('decisions')}</h2>
      <Filter view={view} plan={plan} />
      <div id={resultsId}>
        {rows.length === 0 ? (
          <Empty title={say('noDecisions')} />
        ) : (
          <DataTable view={view} caption={say('decisions')} captionIs="hidden" columns={columnsOf(view)} rows={rows} />
        )}
        {plan.entries.length < send + tell + wait + skip && <p class="soft">{say('firstOfEach')}</p>}
        <Pager view={view} next={from + PAGE < entries.length ? from + PAGE : undefined} />
      </div>
    </section>
  )
}

/** Whom the address asks for: `?campaign=…&decision=wait&reason=not_yet`. */
function asked({ searchParams }: URL): (entry: Entry) => boolean {
  const fits = (name: 'campaign' | 'decision' | 'reason') => {
    const wanted = searchParams.get(name) ?? ''
    return (entry: Entry) => wanted === '' || entry[name] === wanted
  }
  const all = [fits('campaign'), fits('decision'), fits('reason')]
  return (entry) => all.every((fit) => fit(entry))
}

function timeOf({ sendAt }: Entry): Instant {
  return sendAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(sendAt)
}

function placeIn({ searchParams }: URL, length: number): number {
  const after = Number(searchParams.get('after') ?? 0)
  return Number.isInteger(after) && after > 0 && after < length ? after : 0
}

function Filter({ view, plan }: DecisionsProps) {
  const { say, language } = view
  const sayReason = sayIn(reasonWords, language)
  const here = [...new Set(plan.entries.map(({ reason }) => reason))]
  return (
    <FilterForm
      view={view}
      fields={[
        {
          name: 'campaign',
          label: say('campaign'),
          options: plan.campaigns.map(({ campaign }) => ({ value: campaign, label: campaign })),
        },
        {
          name: 'decision',
          label: say('decision'),
          options: Object.entries(WORDS).map(([value, word]) => ({ value, label: say(word) })),
        },
        { name: 'reason', label: say('reason'), options: here.map((value) => ({ value, label: sayReason(value) })) },
      ]}
    />
  )
}

const WORDS = { send: 'toSend', tell: 'toTell', wait: 'waiting', skip: 'skipped' } as const satisfies Record<
  Decision,
  RunsWord
>

interface Row extends Entry {
  readonly person: NamedCustomer | undefined
}

function columnsOf(view: View<RunsWord>): readonly Column<Row>[] {
  const { say, people, language } = view
  const sayReason = sayIn(reasonWords, language)
  return [
    {
      title: say('customer'),
      heads: 'row',
      cell: ({ customer, person }) => (
        <ScreenLink view={view} to={`/customers/${encodeURIComponent(customer)}`}>
          {people.name(person ?? { id: customer })}
        </ScreenLink>
      ),
    },
    { title: say('decision'), cell: ({ decision }) => say(WORDS[decision]) },
    { title: say('email'), cell: (row) => <Email view={view} row={row} /> },
    { title: say('reason'), cell: ({ reason }) => sayReason(reason) },
    {
      title: say('time'),
      cell: ({ sendAt }) => (sendAt === null ? '–' : <When view={view} at={Date.parse(sendAt)} />),
    },
  ]
}

function Email({ view, row }: { readonly view: View<RunsWord>; readonly row: Row }) {
  const { campaign, step, variant, customer, sendAt } = row
  const at = sendAt === null ? view.ctx.now : Date.parse(sendAt)
  return (
    <>
      <EmailLink view={view} customer={customer} name={`${campaign} / ${step}`} at={at} version={variant} />
      {variant !== null && <span class="soft"> {view.say('variant', { name: variant })}</span>}
    </>
  )
}
