import type { Voice } from '../view/view.ts'

/** A field of a filter: a choice among options, or a text. Its value stands in the address under its name. */
export interface FilterField {
  readonly name: string
  readonly label: string
  /** Without options it is a text. */
  readonly options?: readonly { readonly value: string; readonly label: string }[] | undefined
  readonly kind?: 'search' | 'date' | undefined
}

/** The id of the part of a page that a filter changes. */
export const resultsId = 'results'

/**
 * A filter: a plain GET form, so that a link shows a colleague the same thing. With scripts on, a change takes effect
 * at once and only the element with `resultsId` is exchanged. `kept` parameters go along unseen.
 */
export function FilterForm(props: {
  readonly view: Voice
  readonly fields: readonly FilterField[]
  readonly kept?: readonly string[]
}) {
  const { view, fields, kept = [] } = props
  const { pathname, searchParams } = view.url
  const given = (name: string) => searchParams.get(name) ?? ''
  const filtered = fields.some(({ name }) => given(name) !== '')
  return (
    <form
      class="filter"
      method="get"
      action={pathname}
      hx-get={pathname}
      hx-trigger="change, submit, input delay:300ms"
      hx-target={`#${resultsId}`}
      hx-select={`#${resultsId}`}
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
      {filtered && <a href={pathname}>{view.frame('reset')}</a>}
    </form>
  )
}

function Field(props: { readonly view: Voice; readonly field: FilterField; readonly value: string }) {
  const { view, field, value } = props
  const id = `filter-${field.name}`
  if (!field.options) return <input id={id} type={field.kind ?? 'search'} name={field.name} value={value} />
  return (
    <select id={id} name={field.name}>
      <option value="">{view.frame('all')}</option>
      {field.options.map((option) => (
        <option value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
