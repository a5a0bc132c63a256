import type { Instant } from '../clock.ts'
import { readShop, type SettingSources } from '../config/index.ts'
import type { Problem } from '../problem.ts'
import type { StageFinding } from '../segments/index.ts'
import { longestCustomer } from './longest-customer.ts'
import type { ShopFiles } from './shop-files.ts'
import { startTemplateCheck } from './template-thread.ts'
import { usesOf } from './template-uses.ts'

/** What was read and everything that is wrong with it, in the order of the files. */
export interface ShopCheck {
  readonly problems: readonly Problem[]
  /** Those that concern customers who can be counted where there is a database. */
  readonly countable: readonly StageFinding[]
  readonly counts: Readonly<Record<'segments' | 'campaigns' | 'templates' | 'languages', number>>
}

/**
 * All problems of all files of a shop at once. Templates are compiled while rules are read; what rules mean is judged
 * from `now` on. No database is needed; the one that `settings` name, if it is there, is looked into for how long names
 * and orders are.
 */
export async function checkShop(
  files: ShopFiles,
  now: Instant,
  settings?: Omit<SettingSources, 'file'>,
): Promise<ShopCheck> {
  const templates = startTemplateCheck(files)
  try {
    const shop = readShop(files.shop.file, files.shop.text)
    const languages = (shop.value ?? shop.sketch)?.languages
    const texts = languages ? await templates.useTexts(languages) : []
    const { readProgramme } = await import('./read-programme.ts')
    const { checkMeaning } = await import('./check-meaning.ts')
    const { value, sketch, problems } = readProgramme(files)
    const known = value ?? sketch
    const uses = known ? usesOf(known.campaigns, known.shop) : []
    const longest = value && longestCustomer(files, value.shop, uses, settings)
    const found = known ? templates.problemsOf(uses, longest) : Promise.resolve([])
    const meant = value ? checkMeaning(value, files, now) : []
    const all = [...problems, ...meant.map(({ problem }) => problem), ...texts, ...(await found)]
    return { problems: inOrder(all, files), countable: meant.filter(isCountable), counts: countsOf(files) }
  } finally {
    await templates.stop()
  }
}

function isCountable({ customers }: StageFinding): boolean {
  return customers !== undefined
}

function countsOf(files: ShopFiles): ShopCheck['counts'] {
  return {
    segments: files.segments.length,
    campaigns: files.campaigns.length,
    templates: files.templates.length,
    languages: files.locales.length,
  }
}

/** A line that a file says twice, as by an alias, has one problem. */
function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const keys = problems.map(({ code, message, place }) => JSON.stringify([code, message, place]))
  return problems.filter((_, i) => keys.indexOf(keys[i] as string) === i)
}

/** Shop file first, then segments, campaigns and templates; within a file from top to bottom. */
function inOrder(problems: readonly Problem[], files: ShopFiles): Problem[] {
  const all = [files.shop, ...files.segments, ...files.campaigns, ...files.locales, ...files.templates].concat(
    files.goals ?? [],
  )
  const rank = new Map(all.map(({ file }, i) => [file, i]))
  const rankOf = ({ place }: Problem) => (place ? (rank.get(place.file) ?? all.length) : -1)
  return withoutRepeats(problems).sort(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      (a.place?.column ?? 0) - (b.place?.column ?? 0),
  )
}
