import { sql, type SqlBool } from 'kysely'
import type { Checked, Problem } from '../../problem.ts'
import { problemOn, readFields, scalarOf, type YamlNode } from '../../yaml/index.ts'
import type { Condition, ShareCondition } from '../condition.ts'
import type { Kind, PhraseReading } from '../kind.ts'
import { numberOf } from './amount.ts'
import { noScalar } from './no-scalar.ts'
import { type Form, readPhrase, type Repair } from './phrase.ts'
import { yamlWord } from './text.ts'

/** A part of the base that stays the same: `{name: spring-test, share: 10 percent}`. The value is a bucket. */
export const shareKind: Kind = {
  name: 'share',
  doc: 'A name and a share of the customers: `{name: spring-test, share: 10 percent}`; always the same ones for a name.',
  examples: ['{name: spring-test, share: 10 percent}', '{name: spring-test, share: 12.5 percent}'],
  pattern: noScalar,
  parse: (node, reading) => (node.kind === 'map' ? readShare(node, reading) : { problems: [inBraces(node, reading)] }),
  say: (condition) => {
    const { name, share } = condition as ShareCondition
    return `{name: ${yamlWord(name)}, share: ${sayPercent(share)}}`
  },
  holds: (value, condition) => {
    const { share } = condition as ShareCondition
    return typeof value === 'string' && (share >= 1 || value < hexShare(share))
  },
  predicate: (column, condition) => {
    const { share } = condition as ShareCondition
    if (share >= 1) return sql<SqlBool>`(${column} is not null)`
    return sql<SqlBool>`(${column} is not null and ${column} < ${hexShare(share)})`
  },
}

/** A share of 2^64 as 16 hex digits, to compare with a bucket as text; exact to a millionth of a percent. */
export function hexShare(share: number): string {
  const parts = BigInt(Math.round(share * 1e8))
  const value = (parts << 64n) / 100_000_000n
  return (value >= 1n << 64n ? (1n << 64n) - 1n : value).toString(16).padStart(16, '0')
}

/** The last bucket inside a share: what an example's customer has who is said to be in it. */
export function lastBucketOf(share: number): string {
  return (BigInt(`0x${hexShare(share)}`) - (share < 1 ? 1n : 0n)).toString(16).padStart(16, '0')
}

const forms: readonly Form[] = [
  {
    shape: '{number} percent',
    read: ([text = ''], _reading, phrase) => {
      const percent = numberOf(text)
      if (percent > 0 && percent <= 100) return { is: 'in share', name: '', share: Number((percent / 100).toFixed(8)) }
      return {
        slip: 'impossible-share',
        message: `"${phrase}" cannot be`,
        hint: 'a share is more than 0 and at most 100 percent',
        phrase: '10 percent',
      }
    },
  },
]

const repairs: readonly Repair[] = [
  { from: /(\d) ?%$/, to: '$1 percent', code: 'symbol', message: '"{}" uses a symbol', hint: 'write the word percent' },
  {
    from: /^(\d[\d.]*)$/,
    to: '$1 percent',
    code: 'missing-unit',
    message: '"{}" of what?',
    hint: 'a share is in percent',
  },
]

function readShare(node: YamlNode, reading: PhraseReading): Checked<Condition> {
  const { entries, problems: unknown } = readFields(node, ['name', 'share'], `"${reading.fact}"`)
  const problems: Problem[] = [...unknown]
  const [name, share] = [entries.get('name'), entries.get('share')]
  const called = name && scalarOf(name, problems)?.text.trim()
  const read = share && readPhrase(share.value, { ...reading, fact: 'share' }, forms, repairs)
  problems.push(...(read?.problems ?? []))
  if (!called) problems.push(problemOn(node, 'missing-key', `"${reading.fact}" needs a name`, 'add `name:`'))
  if (!share) problems.push(problemOn(node, 'missing-key', 'How many of the customers?', 'add `share: 10 percent`'))
  if (problems.length > 0 || !called || read?.value?.is !== 'in share') return { problems }
  return { value: { ...read.value, name: called }, problems }
}

function sayPercent(share: number): string {
  return `${Number((share * 100).toFixed(6))} percent`
}

function inBraces(node: YamlNode, { fact }: PhraseReading): Problem {
  const line = `${fact}: {name: spring-test, share: 10 percent}`
  return { ...problemOn(node, 'wrong-shape', `"${fact}" takes a name and a share`, `write ${line}`), try: line }
}
