/** What recommendations are made from: all of it can be counted anew from the orders. */
export interface RecommendTables {
  paired_products: PairedProductsTable
  customer_products: CustomerProductsTable
  product_pairs: ProductPairsTable
  similar_products: SimilarProductsTable
  bestsellers: BestsellersTable
  unpaired_customers: UnpairedCustomersTable
}

/** A product that somebody bought, by the id that its lines name. */
export interface PairedProductsTable {
  number: number
  id: string
  /** How many customers have it in `customer_products`. */
  customers: number
}

/** The products that a customer bought last, as many as count for one customer. */
export interface CustomerProductsTable {
  customer: number
  product: number
}

/** How many customers have both products in `customer_products`; `one` is the smaller number. */
export interface ProductPairsTable {
  one: number
  other: number
  customers: number
}

/** The products most often bought by the buyers of a product. */
export interface SimilarProductsTable {
  product: number
  /** From 1. */
  place: number
  other: number
  /** Millionths of the cosine of the two. */
  score: number
}

/** What the most customers bought of late: in a country, or anywhere (`country` is empty). */
export interface BestsellersTable {
  country: string
  /** From 1. */
  place: number
  /** The id that lines name. */
  product: string
  customers: number
}

/** Whose data changed since `customer_products` was brought up to date. */
export interface UnpairedCustomersTable {
  customer: number
}
