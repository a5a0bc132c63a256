import type { Day } from '../../calendar/index.ts'

/** The address of an email in the preview: as whom, on which day, in which version; what is left out is the usual. */
export function previewPath(
  template: string,
  asked: { readonly as?: string; readonly on?: Day | undefined; readonly version?: string | null | undefined } = {},
): string {
  const given = Object.entries(asked).filter((one): one is [string, string] => typeof one[1] === 'string')
  const query = new URLSearchParams(given).toString()
  return `/preview/${encodeURIComponent(template)}${query && `?${query}`}`
}
