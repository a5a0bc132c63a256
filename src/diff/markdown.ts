import type { CampaignDifference, Difference, SegmentDifference, TemplateDifference } from './difference.ts'
import { alike, causeWords, fileWords, number, signed } from './words.ts'

/** Longer than this a comment on a pull request is not read, nor taken by some services. */
const MOST_DIFF_LINES = 60

/** A difference as a comment for a pull request. Customers stand there by id: names do not belong into a code review. */
export function markdownOf(difference: Difference): string {
  const { revision, commit, asOf, files, segments, campaigns, templates } = difference
  const heading = `### What this change does to customers and emails\n\nOn ${asOf.slice(0, 10)}, against \`${cell(revision)}\` (${commit}).`
  if (files.length === 0) return `${heading} No rule, template or text differs.\n`
  const moves = segments.length + campaigns.length + templates.length
  const parts = [
    heading,
    moves === 0 ? 'No customer and no email of this day moves.' : '',
    segmentTable(segments),
    campaignTable(campaigns),
    ...templates.map(templatePart),
    `Changed: ${files.map((file) => `\`${cell(fileWords(file))}\`${file.state === 'changed' ? '' : ` ${file.state}`}`).join(', ')}`,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function segmentTable(segments: readonly SegmentDifference[]): string {
  if (segments.length === 0) return ''
  const rows = segments.map(({ segment, before, after, entering, leaving, causes }) => [
    `**${cell(segment)}**`,
    `${number(before)} → ${number(after)} (${signed(after - before)})`,
    moved(entering),
    moved(leaving),
    cell(causeWords(causes)),
  ])
  return table(['segment', 'customers', 'enter', 'leave', 'because of'], rows)
}

function campaignTable(campaigns: readonly CampaignDifference[]): string {
  if (campaigns.length === 0) return ''
  const rows = campaigns.map(({ campaign, before, after, appear, vanish, move, rewritten, causes }) => [
    `**${cell(campaign)}**`,
    `${number(before)} → ${number(after)}`,
    moved(appear),
    moved(vanish),
    moved(move),
    number(rewritten),
    cell(causeWords(causes)),
  ])
  return table(['campaign', 'emails', 'appear', 'vanish', 'move', 'say something else', 'because of'], rows)
}

function templatePart({ template, state, emails, languages }: TemplateDifference): string {
  const names = languages.map(({ language }) => language).join(', ')
  const summary = `${cell(template)} ${state}: ${number(emails)} emails of the day, in ${names}`
  const diffs = alike(languages).map(({ language, diff }) => {
    if (diff === '') return `${language}: only the layout differs.`
    const lines = diff.split('\n')
    const cut = lines.length > MOST_DIFF_LINES ? [...lines.slice(0, MOST_DIFF_LINES), '…'] : lines
    return `${language}\n\n${fenced(cut.join('\n'))}`
  })
  return `<details><summary>${summary}</summary>\n\n${diffs.join('\n\n')}\n\n</details>`
}

/** A fence longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}diff\n${text}\n${fence}`
}

function moved({ number: count, samples }: SegmentDifference['entering']): string {
  if (count === 0) return '0'
  const more = count > samples.length ? ', …' : ''
  return `${number(count)} (${samples.map(({ customer }) => cell(customer)).join(', ')}${more})`
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Text that stays in its cell. */
function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;')
}
