import { readShop } from '../config/index.ts'
import { vocabularyOf } from '../facts/index.ts'
import { type MadeFile, referenceOf, schemasOf } from '../manual/index.ts'
import type { Checked } from '../problem.ts'
import { nameOf, type ShopFiles } from './shop-files.ts'

/** The JSON Schemas of a shop for its editors; no value where the shop file is broken. */
export function schemaFiles(files: ShopFiles): Checked<MadeFile[]> {
  const { value: shop, problems } = readShop(files.shop.file, files.shop.text)
  if (!shop) return { problems }
  const names = { segments: files.segments.map(nameOf), templates: files.templates.map(nameOf) }
  return { value: schemasOf(vocabularyOf(shop), names), problems: [] }
}

/** The pages of `docs/reference/`: the language itself, without what one shop declares. */
export function referenceFiles(files: ShopFiles): Checked<MadeFile[]> {
  const { value: shop, problems } = readShop(files.shop.file, files.shop.text)
  if (!shop) return { problems }
  return { value: referenceOf(vocabularyOf({ ...shop, attributes: [], events: [], stages: [] })), problems: [] }
}
