import { type App, type Use, useInAddress } from '../../app/index.ts'
import type { Day } from '../../calendar/index.ts'

/** As whom, on which day and in which version an email is looked at; what is left out is the usual. */
interface Wanted {
  readonly as?: string
  readonly on?: Day | undefined
  readonly version?: string | null | undefined
}

/** The address of a step's email in the preview, in a version whose template may be its own. */
export function emailPath({ campaigns }: Pick<App, 'campaigns'>, use: Use, wanted: Wanted = {}): string {
  const own = use.step.variants.find(({ name }) => name === wanted.version)?.template
  const template = own ?? use.step.template
  return previewPath(template, { ...wanted, use: useInAddress(campaigns, template, use) })
}

/** The address of a template in the preview. */
export function previewPath(template: string, asked: Wanted & { readonly use?: string | undefined } = {}): string {
  const given = Object.entries(asked).filter((one): one is [string, string] => typeof one[1] === 'string')
  const query = new URLSearchParams(given).toString()
  return `/preview/${encodeURIComponent(template)}${query && `?${query}`}`
}
