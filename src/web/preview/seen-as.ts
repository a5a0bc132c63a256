import type { Seen } from '../../app/index.ts'
import type { Shop } from '../../config/shop.ts'
import type { People } from '../view/people.ts'
import type { Asked } from './asked.ts'

type SeenAs = NonNullable<Seen['as']>

/** The customer as a preview shows them: in the language that is asked for, and under an invented name where names are masked. */
export function seenAs(
  {
    people,
    masked,
    app,
  }: { readonly people: People; readonly masked: 'shown' | 'masked'; readonly app: { shop: Shop } },
  { language }: Pick<Asked, 'language'>,
): SeenAs {
  return ({ row, variables }) => {
    const spoken = language === undefined || language === 'all' ? row : { ...row, language }
    if (masked === 'shown') return { row: spoken, variables }
    const [first_name = '', last_name = ''] = people.name(row).split(' ')
    const name = { first_name: row.first_name && first_name, last_name: row.last_name && last_name }
    const invented = { ...name, email: row.email && people.email(row) }
    const { city, country } = row
    const place = { city: city && people.hidden(city), country: country && people.hidden(country) }
    const hidden = { id: people.hidden(row.id), ...place, ...attributes(people, app.shop, variables) }
    return { row: { ...spoken, ...invented }, variables: { ...variables, ...invented, ...hidden } }
  }
}

/** What the shop itself knows of people: texts are hidden, days are another day. */
function attributes(people: People, shop: Shop, variables: Variables): Variables {
  const given = shop.attributes.filter(({ name }) => variables[name] !== undefined && variables[name] !== null)
  const hidden = { text: people.hidden(''), list: [people.hidden('')], date: ANOTHER_DAY, yearly: ANOTHER_DAY }
  return Object.fromEntries(
    given.map(({ name, type }) => [name, type in hidden ? hidden[type as keyof typeof hidden] : variables[name]]),
  )
}

type Variables = ReturnType<SeenAs>['variables']

const ANOTHER_DAY = '2000-01-01'
