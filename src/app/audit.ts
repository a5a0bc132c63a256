import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Audited, auditProgramme, type StarterFile, starterFiles, touchpoints } from '../audit/index.ts'
import { readProgramme } from './read-programme.ts'
import type { ShopFiles } from './shop-files.ts'

/** Which moments of a customer's life a shop's campaigns are there for; undefined where the shop file is broken. */
export function auditShop(files: ShopFiles): readonly Audited[] | undefined {
  const { value } = readProgramme(files)
  return value && auditProgramme(value.campaigns, value.segments)
}

/** What came of a wish to begin with a moment. */
export type Begun =
  | { readonly written: readonly string[]; readonly kept: readonly string[]; readonly templates: readonly string[] }
  | { readonly refused: 'unknown' | 'broken shop' }
  | { readonly refused: 'there already'; readonly file: string }

/**
 * Writes the campaign, segment and templates with which a moment begins. Nothing is written over: a campaign that is
 * there refuses, a segment or template of that name stays and is used.
 */
export function beginTouchpoint(files: ShopFiles, name: string): Begun {
  const touchpoint = touchpoints.find((one) => one.name === name)
  if (!touchpoint) return { refused: 'unknown' }
  const { value } = readProgramme(files)
  if (!value) return { refused: 'broken shop' }
  const [topic] = Object.keys(value.shop.topics)
  const wanted = starterFiles(touchpoint, topic)
  const campaign = wanted.find(({ kind, file }) => kind === 'campaign' && isThere(files, file))
  if (campaign) return { refused: 'there already', file: campaign.file }
  const fresh = wanted.filter(({ file }) => !isThere(files, file))
  for (const { file, text } of fresh) write(join(files.dir, file), text)
  return {
    written: fresh.map(({ file }) => file),
    kept: wanted.filter((one) => !fresh.includes(one)).map(({ file }) => file),
    templates: wanted.filter(({ kind }) => kind === 'template').map(templateName),
  }
}

/** A file may end in `.yml`, too. */
function isThere({ dir }: ShopFiles, file: string): boolean {
  return existsSync(join(dir, file)) || existsSync(join(dir, file.replace(/\.yaml$/, '.yml')))
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  // Fails where somebody made the file a moment ago.
  writeFileSync(path, text, { flag: 'wx' })
}

function templateName({ file }: StarterFile): string {
  return file.replace(/^templates\//, '').replace(/\.mjml$/, '')
}
