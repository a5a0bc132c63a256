import type { Cause, Difference, Moved } from '../diff/index.ts'
import { alike, causeWords, fileWords } from '../diff/index.ts'
import { count, counted } from './counts.ts'
import { type Reason, reasonWords } from '../plan/index.ts'
import { cutTo } from './table.ts'
import type { Paint } from './talk.ts'

/** A difference as people read it: segments, then campaigns, then templates with their texts. */
export function differenceLines(difference: Difference, paint: Paint): string[] {
  const { files, segments, campaigns, templates, revision, commit, asOf } = difference
  const title = `Against ${revision} (${commit}), on the data and day of ${asOf.slice(0, 10)}`
  if (files.length === 0) return [paint('bold', title), '  No rule, template or text differs.']
  const changed = files.map((file) => (file.state === 'changed' ? fileWords(file) : `${file.file} ${file.state}`))
  const lines = [paint('bold', title), `  changed: ${changed.join(', ')}`]
  if (segments.length + campaigns.length + templates.length === 0) {
    return [...lines, '', '  No customer and no email of this day moves.']
  }
  return [
    ...lines,
    ...segments.flatMap((segment) => segmentLines(segment, paint)),
    ...campaigns.flatMap((campaign) => campaignLines(campaign, paint)),
    ...templates.flatMap((template) => templateLines(template, paint)),
  ]
}

function segmentLines(segment: Difference['segments'][number], paint: Paint): string[] {
  const { before, after, entering, leaving, causes } = segment
  const sizes = `${count(before)} → ${counted(after, 'customer')}`
  return [
    '',
    `${paint('bold', segment.segment)}  ${sizes}${because(causes)}`,
    ...movedLine('green', '+ enter', entering, paint),
    ...movedLine('red', '- leave', leaving, paint),
  ]
}

function campaignLines(campaign: Difference['campaigns'][number], paint: Paint): string[] {
  const { before, after, appear, vanish, move, rewritten, causes } = campaign
  return [
    '',
    `${paint('bold', campaign.campaign)}  ${count(before)} → ${counted(after, 'email')}${because(causes)}`,
    ...movedLine('green', '+ appear', appear, paint, reasonsIn(appear.reasons, 'was')),
    ...movedLine('red', '- vanish', vanish, paint, reasonsIn(vanish.reasons, 'now')),
    ...movedLine('yellow', '~ move', move, paint),
    ...(rewritten > 0 ? [`  ${paint('yellow', '~ reworded')}  ${count(rewritten)}`] : []),
  ]
}

function templateLines(template: Difference['templates'][number], paint: Paint): string[] {
  const { state, emails, languages } = template
  return [
    '',
    `${paint('bold', `templates/${template.template}`)}  ${state}, ${counted(emails, 'email')} of the day`,
    ...alike(languages).flatMap(({ language, emails: own, diff }) => [
      `  ${language}  ${counted(own, 'email')}${diff === '' ? ': only the layout differs' : ''}`,
      ...(diff === '' ? [] : diff.split('\n').map((line) => `    ${painted(line, paint)}`)),
    ]),
  ]
}

function painted(line: string, paint: Paint): string {
  return line.startsWith('+') ? paint('green', line) : line.startsWith('-') ? paint('red', line) : line
}

function because(causes: readonly Cause[]): string {
  return causes.length === 0 ? '' : `  because of ${causeWords(causes)}`
}

function reasonsIn(reasons: Readonly<Record<string, number>>, word: 'was' | 'now'): string {
  const parts = Object.entries(reasons).flatMap(([reason, number]) =>
    reason === '' ? [] : [`${count(number)} ${reasonWords(reason as Reason)}`],
  )
  return parts.length === 0 ? '' : `  (${word} ${parts.join(', ')})`
}

function movedLine(
  style: 'green' | 'red' | 'yellow',
  word: string,
  { number, samples }: Moved,
  paint: Paint,
  after = '',
): string[] {
  if (number === 0) return []
  const names = samples.map(({ name }) => cutTo(name, 28)).join(', ')
  return [`  ${paint(style, word)}  ${count(number)}  e.g. ${names}${number > samples.length ? ', …' : ''}${after}`]
}
