import { alike, type Difference } from '../../diff/index.ts'
import { Badge } from '../parts/badge.tsx'
import type { View } from '../view/view.ts'
import type { DiffWord } from '../words/diff.ts'

type DiffView = View<DiffWord>

/** More texts than these are folded: a new footer stands in all of them. */
const MOST_OPEN = 3

/** Templates that say something else, language by language, as a diff of their text. */
export function TemplateMoves({
  view,
  templates,
}: {
  readonly view: DiffView
  readonly templates: Difference['templates']
}) {
  if (templates.length === 0) return null
  const { say } = view
  return (
    <section class="card moves">
      <h2>{say('templates')}</h2>
      {templates.map(({ template, state, emails, languages }) => (
        <article>
          <h3>
            <a href={`/preview/${template}`}>{template}</a> <Badge tone="plain" word={say(state)} />{' '}
            <small>{say('emailsOf', { n: emails })}</small>
          </h3>
          {alike(languages).map((one) => (
            <>
              <p class="move">
                <strong>{one.language}</strong> <small>{say('emailsOf', { n: one.emails })}</small>{' '}
                {one.diff === '' && say('layout')}
              </p>
              {one.diff !== '' && (
                <details open={templates.length <= MOST_OPEN}>
                  <summary>{say('text')}</summary>
                  <Lines diff={one.diff} />
                </details>
              )}
            </>
          ))}
        </article>
      ))}
    </section>
  )
}

function Lines({ diff }: { readonly diff: string }) {
  return (
    <pre tabindex={0} class="diff">
      <code>
        {diff.split('\n').map((line) => (
          <span class={line.startsWith('+') ? 'good' : line.startsWith('-') ? 'bad' : undefined}>{`${line}\n`}</span>
        ))}
      </code>
    </pre>
  )
}
