import { templatesOf } from '../../app/index.ts'
import { Badge } from '../parts/badge.tsx'
import { withParams } from '../view/links.ts'
import type { View } from '../view/view.ts'
import type { PreviewWord } from '../words/preview.ts'

/** All templates, by the campaign that sends them, with what is wrong with their files. */
export function TemplateList({ view, here }: { readonly view: View<PreviewWord>; readonly here: string | undefined }) {
  const { app, say } = view
  const groups = groupsOf(view)
  const order = groups.flatMap(({ templates }) => templates)
  const at = here === undefined ? -1 : order.indexOf(here)
  const keys = new Map([
    [order[at + 1], 'j'],
    [order[at - 1], 'k'],
  ])
  return (
    <nav class="templates" aria-label={say('templates')}>
      {groups.map(({ campaign, templates }) => (
        <section>
          <h2>{campaign ?? say('noCampaign')}</h2>
          <ul>
            {templates.map((name) => {
              const wrong = app.problems.filter(({ place }) => place?.file === `templates/${name}.mjml`).length
              return (
                <li>
                  <a
                    href={toTemplate(view, name)}
                    aria-current={name === here ? 'page' : undefined}
                    data-key={at === -1 ? undefined : keys.get(name)}
                  >
                    {name}
                  </a>
                  {wrong > 0 && <Badge tone="bad" word={String(wrong)} />}
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </nav>
  )
}

/** The address of another template for the same customer on the same day. */
export function toTemplate(view: Pick<View<PreviewWord>, 'url'>, name: string): string {
  const url = new URL(`/preview/${encodeURIComponent(name)}`, view.url)
  url.search = view.url.search
  return withParams(url, { version: undefined, file: undefined, find: undefined })
}

interface Group {
  readonly campaign: string | undefined
  readonly templates: readonly string[]
}

/** Each template once, with the first campaign that sends it; those that none sends are last. */
function groupsOf({ app }: View<PreviewWord>): Group[] {
  const known = new Set<string>()
  const groups = app.campaigns.map(({ name, steps }): Group => {
    const own = templatesOf({ steps }).map(({ template }) => template)
    const fresh = own.filter((template) => app.templates.names.includes(template) && !known.has(template))
    for (const template of fresh) known.add(template)
    return { campaign: name, templates: [...new Set(fresh)] }
  })
  const rest = app.templates.names.filter((name) => !known.has(name))
  return [...groups, { campaign: undefined, templates: rest }].filter(({ templates }) => templates.length > 0)
}
