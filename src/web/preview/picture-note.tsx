import { pictureHosts } from '../../render/index.ts'
import { withParams } from '../view/links.ts'
import type { View } from '../view/view.ts'
import type { PreviewWord } from '../words/preview.ts'
import type { Asked } from './asked.ts'

/** Says why pictures are grey and lets the operator's browser fetch them, which tells their hosts of it; nothing where there are none. */
export function PictureNote(props: { readonly view: View<PreviewWord>; readonly asked: Asked; readonly html: string }) {
  const { view, asked, html } = props
  const { say, url } = view
  const hosts = pictureHosts(html)
  if (hosts.length === 0) return null
  const from = new Intl.ListFormat(view.language, { type: 'conjunction' }).format(hosts)
  const isFetched = asked.pictures === 'fetched'
  return (
    <p class="soft">
      {say(isFetched ? 'picturesFetched' : 'picturesGrey', { from })}{' '}
      <a href={withParams(url, { pictures: isFetched ? undefined : 'fetched', find: undefined })}>
        {say(isFetched ? 'picturesLeave' : 'picturesFetch')}
      </a>
    </p>
  )
}
