import type { OpenFiles } from '../app/index.ts'
import { causesBetween } from './causes.ts'
import { fileChanges } from './file-changes.ts'

/** The campaigns of the later files whose emails or audience may differ: they, or what they use, say something else. */
export function touchedCampaigns(before: OpenFiles, after: OpenFiles): Set<string> {
  const causes = causesBetween(before, after, fileChanges(before.files.dir, after.files.dir))
  const languages = [...new Set([...after.shop.languages, ...after.texts.locales.keys()])]
  const names = after.campaigns.map(({ name }) => name)
  return new Set(names.filter((name) => causes.ofCampaign(name).length + causes.ofWording(name, languages).length > 0))
}
