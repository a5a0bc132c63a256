import type { SoughtCustomer } from '../../insights/index.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Empty } from '../parts/empty.tsx'
import { FilterForm, resultsId } from '../parts/filter-form.tsx'
import type { View } from '../view/view.ts'
import type { CustomersWord } from '../words/customers.ts'
import { customerPath } from './customer-path.ts'

interface SearchProps {
  readonly view: View<CustomersWord>
  /** What was typed; empty: the latest are shown. */
  readonly text: string
  readonly rows: readonly SoughtCustomer[]
  readonly most: number
}

/** The search, and whom it found. */
export function SearchPage(props: SearchProps) {
  const { view } = props
  return (
    <>
      <FilterForm view={view} fields={[{ name: 'find', label: view.say('find') }]} />
      <section class="card" id={resultsId}>
        <Results {...props} />
      </section>
    </>
  )
}

function Results({ view, text, rows, most }: SearchProps) {
  const { say, people } = view
  if (rows.length === 0 && text === '') {
    return (
      <Empty title={say('none')} example="perennial import customers customers.csv">
        <p>{say('noneText')}</p>
      </Empty>
    )
  }
  if (rows.length === 0) {
    return (
      <Empty title={say('nobody', { who: people.hidden(text) })}>
        <p>{say('nobodyText')}</p>
      </Empty>
    )
  }
  const columns: readonly Column<SoughtCustomer>[] = [
    { title: say('name'), heads: 'row', cell: (row) => <a href={customerPath(row.id)}>{people.name(row)}</a> },
    { title: say('email'), cell: (row) => people.email(row) },
    { title: say('place'), cell: (row) => people.hidden([row.city, row.country].filter(Boolean).join(', ')) },
    { title: say('id'), cell: (row) => <code>{people.hidden(row.id)}</code> },
  ]
  return (
    <>
      <DataTable
        view={view}
        caption={say(text === '' ? 'newest' : 'found')}
        columns={columns}
        rows={rows.slice(0, most)}
      />
      {rows.length > most && <p class="soft">{say('more')}</p>}
    </>
  )
}
