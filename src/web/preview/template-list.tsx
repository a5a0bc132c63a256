import { templatesOf, useInAddress } from '../../app/index.ts'
import { Badge } from '../parts/badge.tsx'
import { withParams } from '../view/links.ts'
import type { View } from '../view/view.ts'
import type { PreviewWord } from '../words/preview.ts'

/** All templates, by the campaigns that send them, with what is wrong with their files. */
export function TemplateList({ view, here }: { readonly view: View<PreviewWord>; readonly here: string }) {
  const { app, say } = view
  const groups = groupsOf(view)
  const order = groups.flatMap(({ templates }) => templates)
  const named = view.url.searchParams.get('use') ?? undefined
  const shown = order.find((one) => one.name === here && one.use === named) ?? order.find((one) => one.name === here)
  const at = shown === undefined ? -1 : order.indexOf(shown)
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
            {templates.map((one) => {
              const { name, use } = one
              const wrong = app.problems.filter(({ place }) => place?.file === `templates/${name}.mjml`).length
              return (
                <li>
                  <a
                    href={toTemplate(view, name, use)}
                    aria-current={one === shown ? 'page' : undefined}
                    data-key={at === -1 ? undefined : keys.get(one)}
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

/** The address of another template for the same customer on the same day; `use` names the step that sends it, if not the first. */
export function toTemplate(view: Pick<View<PreviewWord>, 'url'>, name: string, use?: string): string {
  const url = new URL(`/preview/${encodeURIComponent(name)}`, view.url)
  url.search = view.url.search
  return withParams(url, { version: undefined, file: undefined, find: undefined, use })
}

interface Group {
  readonly campaign: string | undefined
  readonly templates: readonly Listed[]
}

interface Listed {
  readonly name: string
  /** The step that sends it, as the address names it. */
  readonly use?: string | undefined
}

/** The templates of each campaign, each once; those that none sends are last. */
function groupsOf({ app }: View<PreviewWord>): Group[] {
  const { campaigns, templates } = app
  const groups = campaigns.map((campaign): Group => {
    const own = new Map<string, Listed>()
    for (const { template: name, step } of templatesOf(campaign)) {
      const use = useInAddress(campaigns, name, { campaign, step })
      if (templates.names.includes(name) && !own.has(name)) own.set(name, { name, use })
    }
    return { campaign: campaign.name, templates: [...own.values()] }
  })
  const sent = new Set(groups.flatMap((group) => group.templates.map(({ name }) => name)))
  const rest = templates.names.flatMap((name) => (sent.has(name) ? [] : [{ name }]))
  return [...groups, { campaign: undefined, templates: rest }].filter((group) => group.templates.length > 0)
}
