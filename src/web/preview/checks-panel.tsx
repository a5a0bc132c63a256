import { withParams } from '../view/links.ts'
import type { View } from '../view/view.ts'
import type { Finding } from '../../render/index.ts'
import type { Problem } from '../../problem.ts'
import type { Tone } from '../parts/badge.tsx'
import type { PreviewWord } from '../words/preview.ts'

interface ChecksProps {
  readonly view: View<PreviewWord>
  /** Of the files: each with its place in MJML. */
  readonly problems: readonly Problem[]
  /** Of this very email. */
  readonly findings: readonly Finding[]
}

/** What is wrong with the email and what is well, the worst first; each row leads to its line. */
export function ChecksPanel({ view, problems, findings }: ChecksProps) {
  const { say } = view
  const rank = { bad: 0, warn: 1, good: 2 }
  // MJML describes each picture with nothing where its template says nothing: that one knows better.
  const known = problems.some(({ code }) => code === 'missing-alt') ? findings.filter(isNotOfPictures) : findings
  const ordered = known.toSorted((a, b) => rank[a.tone] - rank[b.tone])
  const worst = ordered.filter(({ tone }) => tone !== 'good').length + problems.length
  return (
    <section class="card checks">
      <h2>
        {say('checks')} <span class="soft">{say('toLookAt', { n: worst })}</span>
      </h2>
      <ul class="plain-list">
        {problems.map((problem) => (
          <Row tone={problem.severity === 'error' ? 'bad' : 'warn'} href={placeOf(view, problem)} view={view}>
            <span lang="en">
              {problem.message}
              {problem.hint && <span class="soft"> {problem.hint}</span>}
            </span>
          </Row>
        ))}
        {ordered.map(({ rule, tone, values, line }) => (
          <Row tone={tone} href={tone === 'good' ? undefined : htmlLine(view, line)} view={view}>
            {say(tone === 'good' ? `ok_${rule}` : `no_${rule}`, values)}
          </Row>
        ))}
      </ul>
    </section>
  )
}

function isNotOfPictures({ rule, tone }: Finding): boolean {
  return rule !== 'alt' || tone !== 'good'
}

function Row(props: { tone: Tone; href: string | undefined; view: View<PreviewWord>; children?: unknown }) {
  const { tone, href, view } = props
  return (
    <li class="check">
      <span class={tone}>
        <span aria-hidden="true">{{ good: '✓', warn: '!', bad: '✕', plain: '' }[tone]}</span>
        <span class="unseen">{view.frame(tone === 'good' ? 'yes' : tone === 'warn' ? 'warning' : 'no')}: </span>
      </span>
      <span>
        {props.children}
        {href !== undefined && (
          <>
            {' '}
            <a href={href}>{view.say('line', { n: /L(\d+)$/.exec(href)?.[1] ?? '' })}</a>
          </>
        )}
      </span>
    </li>
  )
}

function placeOf({ url }: View<PreviewWord>, { place }: Problem): string | undefined {
  if (!place?.file.endsWith('.mjml')) return undefined
  return `${withParams(url, { show: 'mjml', file: place.file, find: undefined })}#L${place.line}`
}

function htmlLine({ url }: View<PreviewWord>, line: number | undefined): string | undefined {
  if (line === undefined) return undefined
  return `${withParams(url, { show: 'html', file: undefined, find: undefined })}#L${line}`
}
