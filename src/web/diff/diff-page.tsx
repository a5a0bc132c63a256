import type { Difference, FileChange } from '../../diff/index.ts'
import type { Answers } from '../background/answers.ts'
import { Polled, Working } from '../background/working.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { Empty } from '../parts/empty.tsx'
import { Stat } from '../parts/stat.tsx'
import type { View } from '../view/view.ts'
import type { DiffWord } from '../words/diff.ts'
import { CampaignMoves, SegmentMoves } from './moves.tsx'
import { TemplateMoves } from './template-moves.tsx'

type DiffView = View<DiffWord>

/** Reads `?against=`: a branch, a tag or a commit. */
export function revisionIn(url: URL): string {
  return url.searchParams.get('against')?.trim() || 'HEAD'
}

/** What the files as they are do other than at a revision. */
export async function diffPage(view: DiffView, answers: Answers): Promise<Response> {
  const { say, url } = view
  const revision = revisionIn(url)
  const answer = await answers.ask({ kind: 'diff', revision })
  const body = (
    <>
      <form class="filter" method="get" action="/diff">
        <div class="field">
          <label for="against">{say('against')}</label>
          <input id="against" name="against" value={revision} required maxlength={200} />
        </div>
        <button type="submit" class="main">
          {say('compare')}
        </button>
      </form>
      <Polled view={view} id="difference" state={answer.state}>
        {answer.state !== 'done' ? (
          <Working view={view} answer={answer} doing={say('working')} failed={say('failed')} again={say('again')} />
        ) : 'refused' in answer.value ? (
          <Empty title={say('refused')}>
            <p lang="en">{answer.value.refused}.</p>
            <p lang="en">
              {say('next')} <code>{answer.value.next}</code>
            </p>
          </Empty>
        ) : (
          <Found view={view} difference={answer.value} />
        )}
      </Polled>
    </>
  )
  return view.page({ title: say('title'), lead: say('lead'), body })
}

function Found({ view, difference }: { readonly view: DiffView; readonly difference: Difference }) {
  const { say } = view
  const { files, segments, campaigns, templates, revision, commit } = difference
  if (files.length === 0) {
    return (
      <Empty title={say('same')}>
        <p>{say('sameText', { revision, commit })}</p>
      </Empty>
    )
  }
  return (
    <>
      <Totals view={view} totals={difference.totals} />
      {segments.length + campaigns.length + templates.length === 0 && <p>{say('quiet')}</p>}
      <SegmentMoves view={view} segments={segments} />
      <CampaignMoves view={view} campaigns={campaigns} />
      <TemplateMoves view={view} templates={templates} />
      <Files view={view} files={files} />
    </>
  )
}

function Totals({ view, totals }: { readonly view: DiffView; readonly totals: Difference['totals'] }) {
  const { say, format } = view
  const signs = { entering: '+', leaving: '−', appear: '+', vanish: '−', move: '', rewritten: '' } as const
  const keys = ['entering', 'leaving', 'appear', 'vanish', 'move', 'rewritten'] as const
  return (
    <dl class="stats">
      {keys.map((key) => (
        <Stat
          label={say(key)}
          value={totals[key] === 0 ? <span class="zero">0</span> : `${signs[key]}${format.number(totals[key])}`}
        />
      ))}
    </dl>
  )
}

function Files({ view, files }: { readonly view: DiffView; readonly files: readonly FileChange[] }) {
  const { say, url } = view
  return (
    <section class="card">
      <DataTable
        view={view}
        caption={say('files')}
        rows={files}
        columns={[
          {
            title: say('file'),
            heads: 'row',
            cell: ({ file, from }) => <code>{from ? `${from} → ${file}` : file}</code>,
          },
          { title: say('state'), cell: ({ state }) => say(state) },
          { title: say('keys'), cell: ({ keys }) => <code>{keys.join(', ')}</code> },
        ]}
      />
      <p class="actions">
        <a href={`/diff/diff.json${url.search}`}>{say('json')}</a>
        <a href={`/diff/diff.md${url.search}`}>{say('markdown')}</a>
      </p>
    </section>
  )
}
