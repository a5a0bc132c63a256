import type { Problem } from '../problem.ts'
import { problemOn, scalarOf, type YamlEntry } from '../yaml/index.ts'
import type { Step, Winner } from './campaign.ts'
import { readWord } from './read-phrase.ts'

/** Reads `until` and `adopt` of a step with variants. */
export function readWinner(entries: ReadonlyMap<string, YamlEntry>, problems: Problem[]): Winner | undefined {
  const [until, adopt] = [entries.get('until'), entries.get('adopt')]
  const how = readWord(adopt, problems, ['by hand', 'automatically'])
  if (!until) {
    if (adopt) problems.push(withoutUntil(adopt))
    return undefined
  }
  if (!entries.has('variants')) problems.push(withoutVariants(until))
  const by = readBy(until, problems)
  return by && { by, adopt: how ?? 'by hand', place: until.value.place }
}

/** A winner is found by what the campaign is for: each step that asks for one where there is no `goal`. */
export function winnersWithoutGoal(steps: readonly Step[]): Problem[] {
  return steps.flatMap((step) => {
    if (step.kind !== 'send' || !step.winner) return []
    const message = `Nobody can say which version of ${step.id} wins: the campaign has no goal`
    const problem = problemOn(
      step.winner,
      'winner-without-goal',
      message,
      'say what the emails are for, and until when',
    )
    return [{ ...problem, try: 'goal: {bought: anything, within: 14 days}' }]
  })
}

function readBy(until: YamlEntry, problems: Problem[]): Winner['by'] | undefined {
  const text = (scalarOf(until, problems)?.text ?? '').trim().replaceAll(/\s+/g, ' ')
  if (text === 'winner by conversions') return 'conversions'
  if (text === 'winner by revenue') return 'revenue'
  const problem = /\b(open|opens|opened|click|clicks|clicked)\b/.test(text)
    ? problemOn(until.value, 'wrong-winner', message(/open/.test(text) ? 'opens' : 'clicks'), WHY)
    : problemOn(until.value, 'wrong-winner', '"until" says by what a version wins', 'by conversions, or by revenue')
  problems.push({ ...problem, try: 'until: winner by conversions' })
  return undefined
}

function message(what: 'opens' | 'clicks'): string {
  return what === 'opens'
    ? 'No version wins by opens: many mail programs open every email by themselves, others never tell'
    : 'No version wins by clicks: programs that look for dangerous links click too, and a click is no order'
}

const WHY = 'what counts is what customers do: the goal of the campaign, or what they spend'

function withoutUntil(adopt: YamlEntry): Problem {
  const text = '"adopt" says who adopts the winner, and nothing says by what a version wins'
  const problem = problemOn({ place: adopt.keyPlace }, 'winner-without-rule', text, 'add "until"')
  return { ...problem, try: 'until: winner by conversions' }
}

function withoutVariants(until: YamlEntry): Problem {
  const text = '"until" waits for a winner among versions, and this email has one version'
  const problem = problemOn({ place: until.keyPlace }, 'winner-without-rule', text, 'add "variants", or take it away')
  return { ...problem, try: 'variants: {A: {share: 50 percent}, B: {share: 50 percent, subject: It has been a while}}' }
}
