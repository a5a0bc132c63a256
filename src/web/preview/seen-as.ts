import type { Seen } from '../../app/index.ts'
import type { People } from '../view/people.ts'

/** The customer as a preview shows them: in the language that is asked for, and under an invented name where names are masked. */
export function seenAs(
  people: People,
  masked: 'shown' | 'masked',
  language: string | undefined,
): NonNullable<Seen['as']> {
  return ({ row, variables }) => {
    const spoken = language === undefined || language === 'all' ? row : { ...row, language }
    if (masked === 'shown') return { row: spoken, variables }
    const [first_name = '', last_name = ''] = people.name(row).split(' ')
    const name = { first_name: row.first_name && first_name, last_name: row.last_name && last_name }
    const invented = { ...name, email: row.email && people.email(row) }
    const hidden = { id: people.hidden(row.id), city: row.city && people.hidden(row.city) }
    return { row: { ...spoken, ...invented }, variables: { ...variables, ...invented, ...hidden } }
  }
}
