import { segmentSql } from '../../app/index.ts'
import type { View } from '../view/view.ts'
import type { SegmentsWord } from '../words/segments.ts'

/** The file of a segment, and the query it becomes; both folded. */
export async function SourceCard(props: {
  readonly view: View<SegmentsWord>
  readonly name: string
  readonly text: string
}) {
  const { view, name, text } = props
  const { app, ctx, say } = view
  const { sql, parameters } = await segmentSql(app, name, app.dialect.name, ctx.now)
  return (
    <section class="card">
      <details>
        <summary>{say('yaml')}</summary>
        <pre tabindex={0}>
          <code>{text}</code>
        </pre>
      </details>
      <details>
        <summary>{say('sql')}</summary>
        <p class="soft">{say('sqlText', { n: parameters.length })}</p>
        <pre tabindex={0} class="tall">
          <code>{sql}</code>
        </pre>
      </details>
    </section>
  )
}
