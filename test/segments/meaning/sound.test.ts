import { describe, expect, it } from 'vitest'
import { vocabularyOf } from '../../../src/facts/index.ts'
import { clausesOf, meaningOf, type Rule } from '../../../src/segments/index.ts'
import { all, not } from '../../../src/segments/meaning/formula.ts'
import { reasonAbout } from '../../../src/segments/meaning/reasoning.ts'
import { naiveJudge } from '../../support/naive/naive-judge.ts'
import { makeWorld } from '../random-segments.ts'

const SEED = Number(process.env.SEED ?? 20_261_122)
const WORLDS = Number(process.env.WORLDS ?? 15)

describe('what is said to be impossible no customer of a random shop is', () => {
  it(`rules, lines, and every two lines of ${WORLDS} worlds`, { timeout: 600_000 }, () => {
    const wrong: string[] = []
    const said = { impossible: 0, asked: 0 }
    for (let seed = SEED; seed < SEED + WORLDS; seed++) wrong.push(...wrongIn(seed, said))

    expect(wrong.slice(0, 20)).toEqual([])
    // Something must have been said, or nothing was tried.
    expect(said.impossible).toBeGreaterThan(said.asked / 100)
  })
})

function wrongIn(seed: number, said: { impossible: number; asked: number }): string[] {
  const { world, segments } = makeWorld(seed)
  const meaning = meaningOf(vocabularyOf(world.shop), segments, world.now)
  const rules = new Map<string, Rule>(segments.map(({ name, who }) => [name, who]))
  const naive = naiveJudge(world, rules)
  const here = naive.exists(world.now)
  const answers = new Map<Rule, boolean[]>()
  const answersOf = (rule: Rule) => {
    const known = answers.get(rule) ?? here.map((customer) => naive.holds(rule, customer, world.now))
    answers.set(rule, known)
    return known
  }
  const lines = linesOf(segments.map(({ who }) => who))
  const wrong: string[] = []

  const judge = (one: Rule, other: Rule, sign: 'and' | 'and not', possible: boolean) => {
    said.asked++
    if (possible) return
    said.impossible++
    const [a, b] = [answersOf(one), answersOf(other)]
    const found = here.filter((_, i) => a[i] && b[i] === (sign === 'and'))
    if (found.length > 0) wrong.push(`SEED=${seed} ${text(one)} ${sign} ${text(other)}: ${found.join(', ')}`)
  }
  for (const { who } of segments) {
    const { formula, possibleToday } = reasonAbout([who], meaning)
    judge(who, who, 'and', possibleToday(formula(who)))
    if (!possibleToday(not(formula(who)))) {
      const outside = here.filter((_, i) => !answersOf(who)[i])
      if (outside.length > 0) wrong.push(`SEED=${seed} always ${text(who)}: ${outside.join(', ')}`)
    }
  }
  for (const one of lines) {
    for (const other of lines) {
      const { formula, possibleToday } = reasonAbout([one, other], meaning)
      judge(one, other, 'and', possibleToday(all(formula(one), formula(other))))
      judge(one, other, 'and not', possibleToday(all(formula(one), not(formula(other)))))
    }
  }
  return wrong
}

/** Each different line, as a rule; not too many of them. */
function linesOf(rules: readonly Rule[]): Rule[] {
  const clauses = new Map(rules.flatMap(clausesOf).map((clause) => [clause.text, clause]))
  return [...clauses.values()].slice(0, 24).map((clause) => ({ is: 'line', clause }))
}

function text(rule: Rule): string {
  return rule.is === 'line' ? rule.clause.text : `[${rule.is} ${rule.rules.map(text).join(' | ')}]`
}
