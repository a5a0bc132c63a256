import { withParams } from '../view/links.ts'
import type { Voice } from '../view/view.ts'

/** Pages by key: `?after=KEY` goes on behind the last row shown. No page counts rows that it does not show. */
export function Pager(props: { readonly view: Voice; readonly next: string | number | undefined }) {
  const { view, next } = props
  const begun = view.url.searchParams.has('after')
  if (!begun && next === undefined) return null
  return (
    <p class="pager">
      {begun && <a href={withParams(view.url, { after: undefined })}>{view.frame('first')}</a>}
      {next !== undefined && <a href={withParams(view.url, { after: next })}>{view.frame('next')}</a>}
    </p>
  )
}
