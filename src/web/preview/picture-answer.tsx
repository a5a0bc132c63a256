import type { Context } from 'hono'
import { dressed } from '../../render/index.ts'
import { Empty } from '../parts/empty.tsx'
import { withParams } from '../view/links.ts'
import type { View } from '../view/view.ts'
import type { PreviewWord } from '../words/preview.ts'
import type { Asked } from './asked.ts'
import { looks } from './frame-answer.ts'
import { loadPreview } from './load-preview.ts'
import { installLine, type Sitter, sittersOf, takePictures } from './take-pictures.ts'

/** Answers with a PNG of the email at both widths in every language of the shop, or says how to install a browser. */
export async function pictureAnswer(context: Context, view: View<PreviewWord>, asked: Asked): Promise<Response> {
  const called = { phone: view.say('phone'), desktop: view.say('desktop') }
  const sitters: Sitter[] = []
  for (const language of view.app.shop.languages) {
    const preview = await loadPreview(view, { ...asked, language })
    if (!preview || 'failed' in preview.email) continue
    const html = dressed(preview.email.html, looks[asked.show] ?? 'light')
    sitters.push(...sittersOf({ name: asked.template, language, html }, called))
  }
  if (sitters.length === 0) return context.notFound()
  const taken = await takePictures(sitters)
  if ('missing' in taken) return noBrowser(view, asked, taken.missing)
  return context.body(new Uint8Array(taken.png), 200, {
    'Content-Type': 'image/png',
    'Content-Disposition': `attachment; filename="${asked.template.replaceAll(/[^\w.-]/g, '-')}.png"`,
  })
}

function noBrowser(view: View<PreviewWord>, { template }: Asked, missing: 'browser' | 'driver') {
  const { say, url } = view
  const back = withParams(new URL(`/preview/${encodeURIComponent(template)}${url.search}`, url), {})
  const body = (
    <Empty title={say('noBrowser')} example={installLine[missing]}>
      <p>{say(missing === 'browser' ? 'noBrowserText' : 'noPlaywright')}</p>
      <p>
        <a href={back}>{template}</a>
      </p>
    </Empty>
  )
  return view.page({ title: say('picture'), body })
}
