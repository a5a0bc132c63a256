import { raw } from 'hono/html'

/** Above it the picture repeats what the page says. */
const HEADING = 108

/**
 * The calendar within a page: the picture that is also a file, without its heading and its own style, which the policy
 * would refuse; the page's style gives its classes the colours of light and dark.
 */
export function Calendar({ picture }: { readonly picture: string }) {
  const [, width = '0', height = '0'] = /width="(\d+)" height="(\d+)"/.exec(picture) ?? []
  const shown = Number(height) - HEADING
  const inner = picture
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(
      / width="\d+" height="\d+" viewBox="[^"]*"/,
      ` width="${width}" height="${shown}" viewBox="0 ${HEADING} ${width} ${shown}"`,
    )
    .replace('aria-labelledby="title desc"', 'aria-labelledby="calendar-title calendar-desc"')
    .replace('<title id="title">', '<title id="calendar-title">')
    .replace('<desc id="desc">', '<desc id="calendar-desc">')
  return (
    <section class="picture sim-calendar" lang="en" tabindex={0} aria-label="SVG">
      {raw(inner)}
    </section>
  )
}
