/** The tables that recommendations are read from, by their names: those that are kept, or scratch tables of a moment. */
export interface ModelTables {
  /** `(number, id, customers)` */
  readonly products: string
  /** `(customer, product)` */
  readonly owned: string
  /** `(one, other, customers)`, the smaller number first. */
  readonly pairs: string
  /** `(product, place, other, score)` */
  readonly similar: string
  /** `(country, place, product, customers)` */
  readonly bestsellers: string
}

/** The stored ones. */
export const keptTables: ModelTables = {
  products: 'paired_products',
  owned: 'customer_products',
  pairs: 'product_pairs',
  similar: 'similar_products',
  bestsellers: 'bestsellers',
}

/** The columns of each. */
export const modelColumns: ReadonlyMap<keyof ModelTables, readonly string[]> = new Map([
  ['products', ['number', 'id', 'customers']],
  ['owned', ['customer', 'product']],
  ['pairs', ['one', 'other', 'customers']],
  ['similar', ['product', 'place', 'other', 'score']],
  ['bestsellers', ['country', 'place', 'product', 'customers']],
])
