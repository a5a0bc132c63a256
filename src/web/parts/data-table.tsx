import type { Child } from 'hono/jsx'
import { withParams } from '../view/links.ts'
import type { Voice } from '../view/view.ts'

/** A column of a table: how its heading reads and what stands in the cell of a row. */
export interface Column<Row> {
  readonly title: string
  /** `number` columns are set right, with figures of one width. */
  readonly kind?: 'text' | 'number' | undefined
  /** `row`: the cell names its row and is its heading. */
  readonly heads?: 'row' | undefined
  /** The word of `?sort=` by which this column sorts; `-word` turns round, and given so it is the way to begin with. */
  readonly sort?: string | undefined
  cell(row: Row): Child
}

/** A table with a caption and scopes. Rows are as they come: whoever sorts does it in the query. */
export function DataTable<Row>(props: {
  readonly view: Voice
  readonly caption: string
  /** `hidden`: for screen readers only, where a heading above says the same. */
  readonly captionIs?: 'shown' | 'hidden'
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
}) {
  const { view, caption, captionIs, columns, rows } = props
  // Said once for the table where it holds for every cell: a class a cell would be a third of a large one.
  const onlyNumbers = columns.every(({ kind, heads }) => kind === 'number' || heads === 'row')
  return (
    // A wide table scrolls by itself, and the keyboard must get into it.
    <section class="wide" aria-label={caption} tabindex={0}>
      <table class={onlyNumbers ? 'numbers' : undefined}>
        <caption class={captionIs === 'hidden' ? 'unseen' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading view={view} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map((column) => {
                const cell = column.cell(row)
                if (column.heads) return <th scope="row">{cell}</th>
                const isNumber = !onlyNumbers && column.kind === 'number' && cell !== ''
                return <td class={isNumber ? 'number' : undefined}>{cell}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Heading<Row>({ view, column }: { readonly view: Voice; readonly column: Column<Row> }) {
  const { title, sort } = column
  const style = column.kind === 'number' ? 'number' : undefined
  if (sort === undefined) {
    return (
      <th scope="col" class={style}>
        {title}
      </th>
    )
  }
  const now = view.url.searchParams.get('sort')
  const word = sort.replace(/^-/, '')
  const order = now === word ? 'ascending' : now === `-${word}` ? 'descending' : undefined
  const next = order === undefined ? sort : order === 'ascending' ? `-${word}` : word
  return (
    <th scope="col" class={style} aria-sort={order}>
      <a href={withParams(view.url, { sort: next, after: undefined })} title={view.frame('sortBy', { column: title })}>
        {title}
        <span aria-hidden="true">{order === 'ascending' ? ' ▲' : order === 'descending' ? ' ▼' : ''}</span>
      </a>
    </th>
  )
}
