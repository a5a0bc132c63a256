import { withParams } from '../view/links.ts'
import type { Voice } from '../view/view.ts'

/** A field of a filter: a choice among options, or a text. Its value stands in the address under its name. */
export interface FilterField {
  readonly name: string
  readonly label: string
  /** Without options it is a text. */
  readonly options?: readonly { readonly value: string; readonly label: string }[] | undefined
  readonly kind?: 'search' | 'date' | undefined
  /** What an empty text stands for. */
  readonly placeholder?: string | undefined
  /** The word of the choice that takes the parameter off; all, where none is given. */
  readonly none?: string | undefined
}

/** The id of the part of a page that a filter changes. */
export const resultsId = 'results'

/** What the address stands in on every page: files and forms beside the title, the look at the foot, the way back. */
const ADDRESSED = '#actions,#look,#filter-reset'

/**
 * A filter: a plain GET form, so that a link shows a colleague the same thing. With scripts on, a change takes effect
 * at once: the element with `resultsId` is exchanged, and whatever holds the address. `kept` parameters go along unseen.
 */
export function FilterForm(props: {
  readonly view: Voice
  readonly fields: readonly FilterField[]
  readonly kept?: readonly string[]
  /** Other parts of the page that hold the address: `#tabs,#history`. */
  readonly also?: string
}) {
  const { view, fields, kept = [], also } = props
  const { pathname, searchParams } = view.url
  const given = (name: string) => searchParams.get(name) ?? ''
  return (
    <form
      class="filter"
      method="get"
      action={pathname}
      hx-get={pathname}
      hx-trigger="change, submit, input delay:300ms"
      hx-target={`#${resultsId}`}
      hx-select={`#${resultsId}`}
      hx-select-oob={also === undefined ? ADDRESSED : `${ADDRESSED},${also}`}
      hx-swap="outerHTML"
      hx-push-url="true"
    >
      {kept.map((name) => given(name) !== '' && <input type="hidden" name={name} value={given(name)} />)}
      {fields.map((field) => (
        <div class="field">
          <label for={`filter-${field.name}`}>{field.label}</label>
          <Field view={view} field={field} value={given(field.name)} />
        </div>
      ))}
      <button type="submit">{view.frame('filter')}</button>
      <Reset view={view} fields={fields} />
    </form>
  )
}

/** Takes off what the fields say, and leaves the rest of the address. */
function Reset({ view, fields }: { readonly view: Voice; readonly fields: readonly FilterField[] }) {
  const filtered = fields.some(({ name }) => (view.url.searchParams.get(name) ?? '') !== '')
  const without = Object.fromEntries(fields.map(({ name }) => [name, undefined]))
  return (
    <span id="filter-reset">
      {filtered && <a href={withParams(view.url, { ...without, after: undefined })}>{view.frame('reset')}</a>}
    </span>
  )
}

function Field(props: { readonly view: Voice; readonly field: FilterField; readonly value: string }) {
  const { view, field, value } = props
  const id = `filter-${field.name}`
  if (!field.options) {
    const { name, kind = 'search', placeholder } = field
    return <input id={id} type={kind} name={name} value={value} placeholder={placeholder} />
  }
  return (
    <select id={id} name={field.name}>
      <option value="">{field.none ?? view.frame('all')}</option>
      {field.options.map((option) => (
        <option value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
