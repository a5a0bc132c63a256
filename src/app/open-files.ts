import type { Checked } from '../problem.ts'
import type { Texts } from '../render/index.ts'
import { type Programme, readProgramme } from './read-programme.ts'
import type { ShopFiles } from './shop-files.ts'
import { openTemplates, type Templates } from './templates.ts'
import { textsOf } from './texts.ts'

/** The files of a shop, read and checked, with their templates: no database. */
export interface OpenFiles extends Programme {
  readonly files: ShopFiles
  readonly templates: Templates
  readonly texts: Texts
}

/** Reads files that are not the open shop's: another revision of them. No value where the shop file is broken. */
export function openFiles(files: ShopFiles): Checked<OpenFiles> {
  const { value, problems } = readProgramme(files)
  if (!value) return { problems }
  const texts = textsOf(files, value.shop.languages)
  return { value: { ...value, files, templates: openTemplates(files, texts), texts }, problems }
}
