import { readSettings, type SettingSources, type Shop } from '../config/index.ts'
import type { Longest } from '../render/index.ts'
import { hasDatabase } from './has-database.ts'
import { inventedCustomer } from './invented-customer.ts'
import type { ShopFiles } from './shop-files.ts'
import type { TemplateUse } from './template-uses.ts'

/** The longest values among the shop's customers, or those of an invented one where there is no database. */
export async function longestCustomer(
  files: ShopFiles,
  shop: Shop,
  uses: readonly TemplateUse[],
  sources: Omit<SettingSources, 'file'> | undefined,
): Promise<Longest> {
  if (!sources || !hasDatabase(files.dir, sources)) return inventedCustomer(shop)
  const url = readSettings({ ...sources, file: {} }).value?.database ?? ''
  // Loaded here, so that a check without a database does not wait for its driver.
  const { lookInDb } = await import('../db/index.ts')
  const { longestValues } = await import('./longest-values.ts')
  // Counting the lines of every order takes a while in a large shop, and most emails are about no order.
  const orders = uses.some(({ extras }) => extras.includes('order')) ? 'with orders' : 'without'
  const base = await lookInDb(url, files.dir)
  try {
    return (base && (await longestValues(base, shop, orders))) ?? inventedCustomer(shop)
  } finally {
    await base?.close()
  }
}
