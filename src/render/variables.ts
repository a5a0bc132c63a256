/** Which variables a campaign offers to its templates. */

/** One variable; `nullable` may be missing for some customers; `fields` of an object, `each` for the fields of a list's items. */
export interface Variable {
  readonly name: string
  readonly nullable: boolean
  readonly fields?: readonly Variable[]
  readonly each?: readonly Variable[]
}

/** What a campaign may have beside the customer and the shop. */
export type Extra = 'order' | 'coupon'

const always = (name: string): Variable => ({ name, nullable: false })
const maybe = (name: string): Variable => ({ name, nullable: true })
const group = (name: string, fields: readonly Variable[]): Variable => ({ name, nullable: false, fields })

const CUSTOMER = [
  ...['id', 'email', 'language', 'orders', 'total_spent'].map(always),
  ...['first_name', 'last_name', 'country', 'city', 'age', 'average_order', 'largest_order'].map(maybe),
  ...['first_order', 'last_order', 'signed_up', 'years_as_customer'].map(maybe),
]
const SHOP = [...['name', 'address', 'website'].map(always), maybe('logo')]
const LINKS = ['unsubscribe', 'preferences', 'browser', 'confirm'].map(always)
const ORDER = ['id', 'ordered_at', 'total', 'status'].map(always)
const ITEM = ['name', 'quantity', 'total'].map(always)
const RECOMMENDED = [always('name'), ...['brand', 'price', 'converted', 'url', 'image', 'because'].map(maybe)]
const COUPON = [...['code', 'off'].map(always), maybe('expires')]

/**
 * The variables of a campaign: `order` where its trigger has one, `coupon` where its step gives one. `attributes` are
 * the shop's own: no customer must have them.
 */
export function offeredVariables(extras: readonly Extra[], attributes: readonly string[] = []): Variable[] {
  const own = attributes.filter((name) => !CUSTOMER.some((known) => known.name === name)).map(maybe)
  return [
    group('customer', [...CUSTOMER, ...own]),
    group('shop', SHOP),
    group('links', LINKS),
    { name: 'recommendations', nullable: false, each: RECOMMENDED },
    ...(extras.includes('order') ? [group('order', ORDER), { name: 'items', nullable: false, each: ITEM }] : []),
    ...(extras.includes('coupon') ? [group('coupon', COUPON)] : []),
  ]
}

/** A dotted path looked up in a tree of variables: whether it is known, and the part of it that may be missing. */
export function findVariable(
  path: string,
  variables: readonly Variable[],
): { known: boolean; nullable: string | undefined } {
  let level: readonly Variable[] = variables
  let nullable: string | undefined
  const parts = path.split('.')
  for (const [index, part] of parts.entries()) {
    if (part === '*') continue
    const variable = level.find((variable) => variable.name === part)
    if (!variable) return { known: false, nullable }
    if (variable.nullable) nullable = parts.slice(0, index + 1).join('.')
    level = variable.fields ?? variable.each ?? openFields(parts.slice(index + 1))
  }
  return { known: true, nullable }
}

/** Every dotted path of a tree of variables, for did-you-mean. */
export function pathsOf(variables: readonly Variable[], before = ''): string[] {
  return variables.flatMap(({ name, fields, each }) => [
    before + name,
    ...pathsOf(fields ?? [], `${before}${name}.`),
    ...pathsOf(each ?? [], `${before}${name}.*.`),
  ])
}

// Money shows its two fields; anything else has none.
function openFields(rest: readonly string[]): readonly Variable[] {
  return rest.length === 1 ? ['amount', 'currency', 'percent'].map(always) : []
}
