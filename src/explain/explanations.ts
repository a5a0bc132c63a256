import { aboutCampaigns } from './campaigns.ts'
import { aboutFiles } from './files.ts'
import { aboutImport } from './import.ts'
import { aboutMeaning } from './meaning.ts'
import { aboutNames } from './names.ts'
import { aboutPhrases } from './phrases.ts'
import { aboutTheShop } from './shop.ts'
import { aboutTemplates } from './templates.ts'
import type { Explanation } from './explanation.ts'

/** Every problem that can be told, by theme; each code once. */
export const explanations: readonly Explanation[] = [
  ...aboutFiles,
  ...aboutNames,
  ...aboutPhrases,
  ...aboutMeaning,
  ...aboutCampaigns,
  ...aboutTheShop,
  ...aboutTemplates,
  ...aboutImport,
]
