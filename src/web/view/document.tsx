import type { PropsWithChildren } from 'hono/jsx'
import { assets } from '../assets.ts'
import type { Language } from '../words/index.ts'

/** Light, dark, or as the computer wants it. */
export type Theme = 'auto' | 'light' | 'dark'

/** An HTML document with our style and scripts; nothing in it comes from elsewhere. */
export function Document(
  props: PropsWithChildren<{ readonly language: Language; readonly theme: Theme; readonly title: string }>,
) {
  const { style, script, htmx } = assets()
  return (
    <html lang={props.language} data-theme={props.theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="htmx-config" content={HTMX} />
        <title>{props.title}</title>
        <link rel="icon" href="/favicon.ico" type="image/svg+xml" />
        <link rel="stylesheet" href={style.path} />
        {htmx && <script src={htmx.path} defer></script>}
        <script type="module" src={script.path}></script>
      </head>
      <body>{props.children}</body>
    </html>
  )
}

/** The style has the indicators; our policy allows no inline ones. A page that is gone back to is asked for anew. */
const HTMX = JSON.stringify({ includeIndicatorCSS: false, history: 'reload' })
