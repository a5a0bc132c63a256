import type { Child } from 'hono/jsx'
import { Badge, type Tone } from '../parts/badge.tsx'
import { ScreenLink } from '../parts/screen-link.tsx'
import type { RunLine } from '../runs/run-table.tsx'
import { runPath } from '../runs/slot-path.ts'
import type { View } from '../view/view.ts'
import type { HomeWord } from '../words/home.ts'
import type { Home } from './read-home.ts'

/** One thing that needs a person, and where to go on: a screen, or a command to type. */
interface Need {
  readonly tone: Tone
  readonly says: string
  /** Where it is not in the operator's language: what problems of files say. */
  readonly lang?: 'en'
  readonly to?: string
  readonly command?: string
}

/** What needs a person; an empty list says what would stand here. */
export function NeedsCard(props: {
  readonly view: View<HomeWord>
  readonly home: Home
  readonly lines: readonly RunLine[]
}) {
  const { view, home, lines } = props
  const needs = [...ofFiles(view), ...ofExamples(view, home), ...ofRun(view, home), ...ofSending(view, home, lines)]
  return (
    <section class="card two-thirds">
      <h2>
        {view.say('needs')} {needs.length === 0 && <Badge tone="good" word={view.say('nothing')} />}
      </h2>
      {needs.length === 0 ? (
        <p class="soft">{view.say('nothingText')}</p>
      ) : (
        <ul class="plain-list">
          {needs.map((need) => (
            <li class="need">
              <Need view={view} need={need} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Need({ view, need }: { readonly view: View<HomeWord>; readonly need: Need }): Child {
  const { tone, says, lang, to, command } = need
  return (
    <>
      <span>
        <strong class={tone} aria-hidden="true">
          {tone === 'bad' ? '✕' : '!'}
        </strong>{' '}
        <span lang={lang}>{says}</span>
      </span>
      {to !== undefined && (
        <ScreenLink view={view} to={to}>
          {view.say('look')}
        </ScreenLink>
      )}
      {command !== undefined && <code>{command}</code>}
    </>
  )
}

function ofFiles({ app, say }: View<HomeWord>): Need[] {
  const n = app.problems.filter(({ severity }) => severity === 'error').length
  return n === 0 ? [] : [{ tone: 'bad', says: say('problems', { n }), to: '/#problems' }]
}

function ofExamples({ say }: View<HomeWord>, { failing }: Home): Need[] {
  return failing.map(({ name, kind, failed, examples }) => {
    const says = say('failing', { name, failed, n: examples })
    return kind === 'segment'
      ? { tone: 'bad', says, to: `/segments/${name}` }
      : { tone: 'bad', says, command: 'perennial test' }
  })
}

/** What the newest run could not do. */
function ofRun({ say, format }: View<HomeWord>, { runs }: Home): Need[] {
  const [run] = runs
  if (!run) return []
  const { held, guards, broken } = run.summary
  const at = format.near(run.slot)
  const needs: Need[] = []
  if (run.state === 'failed') needs.push({ tone: 'bad', says: say('failedRun', { at }), to: runPath(run.slot) })
  if (held) {
    const { emails, recipients } = held
    needs.push({
      tone: 'warn',
      says: say('held', { at, emails, recipients }),
      command: `perennial send --yes ${recipients}`,
    })
  }
  for (const { segment, problem } of guards)
    needs.push({ tone: 'bad', says: problem.message, lang: 'en', to: `/segments/${segment}` })
  if (broken.length > 0) {
    needs.push({ tone: 'bad', says: say('broken', { campaigns: broken.join(', ') }), command: 'perennial check' })
  }
  return needs
}

function ofSending(
  { say, people }: View<HomeWord>,
  { paused, halts, uncertain, reports }: Home,
  lines: readonly RunLine[],
): Need[] {
  const failed = lines.reduce((sum, line) => sum + line.failed, 0)
  return [
    ...halts.map(({ reason }): Need => ({ tone: 'bad', says: say('halted', { reason }), command: 'perennial resume' })),
    ...paused.map(({ campaign, reason, accepted, counted, note }): Need => {
      const to = `/campaigns/${encodeURIComponent(campaign)}`
      if (reason !== 'operator')
        return { tone: 'bad', says: say('paused', { campaign, reason, accepted, counted }), to }
      return { tone: 'warn', says: say('pausedBy', { campaign, note: people.said(note ?? '') }), to }
    }),
    ...(reports === 'silent' ? [{ tone: 'bad' as const, says: say('silent'), command: 'perennial doctor' }] : []),
    ...(uncertain > 0
      ? [{ tone: 'warn' as const, says: say('uncertain', { n: uncertain }), to: '/outbox?state=uncertain' }]
      : []),
    ...(failed > 0 ? [{ tone: 'warn' as const, says: say('failed', { n: failed }), to: '/outbox?state=failed' }] : []),
  ]
}
