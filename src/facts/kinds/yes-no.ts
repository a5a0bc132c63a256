import { sql, type SqlBool } from 'kysely'
import { presence, presenceSql } from './compare.ts'
import { textKind } from './text.ts'

/** Yes or no; the value is 1 or 0. */
export const yesNoKind = textKind({
  name: 'yes/no',
  doc: 'Yes or no.',
  examples: ['yes', 'no', 'set', 'not set'],
  pattern: '^(?:yes|no|set|not set)$',
  parts: 'words',
  read: (text) => {
    const word = text.toLowerCase()
    if (word === 'yes' || word === 'no') return { text: word, shown: word }
    const phrase = /^(?:true|y|on|1)$/.test(word) ? 'yes' : 'no'
    return { slip: 'unknown-word', message: `"${text}" is neither yes nor no`, hint: 'write yes or no', phrase }
  },
  matches: {
    holds: (value, condition) => {
      if (condition.is === 'set' || condition.is === 'not set') return presence({ is: condition.is }, value)
      return value !== null && condition.is === 'one of' && condition.texts.includes(value === 1 ? 'yes' : 'no')
    },
    predicate: (column, condition) => {
      if (condition.is === 'set' || condition.is === 'not set') return presenceSql(column, { is: condition.is })
      const values = (condition.is === 'one of' ? condition.texts : []).map((text) => (text === 'yes' ? 1 : 0))
      return sql<SqlBool>`(${column} is not null and ${column} in (${sql.join(values)}))`
    },
  },
})
