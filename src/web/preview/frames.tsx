import type { View } from '../view/view.ts'
import type { PreviewWord } from '../words/preview.ts'
import type { Asked } from './asked.ts'
import { partPath } from './part-path.ts'

interface FramesProps {
  readonly view: View<PreviewWord>
  readonly asked: Asked
  /** Whether the picture is of the files as they are, or the last one that could be made. */
  readonly picture: 'fresh' | 'stale'
}

/** The email at the widths of a phone and a desktop, side by side; or in every language at once. */
export function Frames({ view, asked, picture }: FramesProps) {
  const stale = picture === 'stale' ? 'stale' : ''
  if (asked.language === 'all') {
    return (
      <div class={`frames languages ${stale}`}>
        {view.app.shop.languages.map((language) => (
          <Frame view={view} asked={asked} kind="phone" language={language} />
        ))}
      </div>
    )
  }
  return (
    <div class={`frames ${asked.widths} ${stale}`}>
      {asked.widths !== 'desktop' && <Frame view={view} asked={asked} kind="phone" />}
      {asked.widths !== 'phone' && <Frame view={view} asked={asked} kind="desktop" />}
    </div>
  )
}

function Frame(props: Omit<FramesProps, 'picture'> & { kind: 'phone' | 'desktop'; language?: string }) {
  const { view, asked, kind, language } = props
  const { say } = view
  const source = partPath(view, asked, 'frame', {
    in: language ?? asked.language,
    // Two frames of one address would wait for each other: the browser asks for it once at a time.
    widths: kind,
    file: undefined,
  })
  const name = language === undefined ? say(kind) : languageName(language, view.language)
  return (
    <figure class={`frame ${kind}`}>
      <figcaption>
        <b>{name}</b> {say('px', { n: kind === 'phone' ? 375 : 640 })}
        <span class="zoom" data-zoom={kind}></span>
      </figcaption>
      <div class="glass">
        <iframe
          src={source}
          sandbox="allow-same-origin"
          title={say('frameTitle', { template: asked.template, width: name })}
          width={kind === 'phone' ? 375 : 640}
          height={760}
        ></iframe>
      </div>
    </figure>
  )
}

function languageName(language: string, inLanguage: string): string {
  return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(language) ?? language
}
