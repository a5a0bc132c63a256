import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { fold, languageNames, languageTag } from '../../text/index.ts'
import { didYouMean } from '../../yaml/index.ts'
import { presence } from './compare.ts'
import { textKind } from './text.ts'
import { textSql } from './text-match.ts'
import type { Condition } from '../condition.ts'

/** BCP 47 tags; `hr` holds `hr` and `hr-HR`, `hr-HR` only itself. */
export const languageKind = textKind({
  name: 'language',
  doc: 'A BCP 47 tag or a list of them: `hr` holds `hr` and `hr-HR`, `hr-HR` only itself.',
  examples: ['hr', 'hr-HR', '[hr, sl]', 'set', 'not set'],
  pattern: '^(?:[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*|set|not set)$',
  parts: 'words',
  read: (text) => {
    const tag = languageTag(text)
    if (tag) return { text: fold(tag), shown: tag }
    const named = languageNames().get(didYouMean(text, [...languageNames().keys()]) ?? '')
    const hint = named ? `did you mean ${named}?` : 'write its code, such as hr or hr-HR'
    const right = named ? { phrase: named } : {}
    return { slip: 'unknown-language', message: `"${text}" is no code of a language`, hint, ...right }
  },
  matches: {
    holds: (value, condition) => {
      if (condition.is === 'set' || condition.is === 'not set') return presence({ is: condition.is }, value)
      return (
        typeof value === 'string' &&
        tagsOf(condition).some((tag) => value === tag || (isWhole(tag) && value.startsWith(`${tag}-`)))
      )
    },
    predicate: (column, condition) => {
      if (condition.is === 'set' || condition.is === 'not set') return textSql(column, { is: condition.is })
      const parts = tagsOf(condition).map((tag) => tagSql(column, tag))
      return sql<SqlBool>`(${column} is not null and (${sql.join(parts, sql` or `)}))`
    },
  },
})

function tagsOf(condition: Condition): readonly string[] {
  return condition.is === 'one of' ? condition.texts : []
}

/** A language without a region holds all its regions. */
function isWhole(tag: string): boolean {
  return !tag.includes('-')
}

function tagSql(column: RawBuilder<unknown>, tag: string): RawBuilder<SqlBool> {
  if (!isWhole(tag)) return sql<SqlBool>`${column} = ${tag}`
  return sql<SqlBool>`(${column} = ${tag} or substr(${column}, 1, ${tag.length + 1}) = ${`${tag}-`})`
}
