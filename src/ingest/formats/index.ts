import type { ImportKind } from '../kinds/kind.ts'
import { generic } from './generic.ts'
import type { SourceFormat } from './source-format.ts'

/** All formats; `auto` takes the first that recognises the header, else the generic one. */
export const formats = [generic] as const satisfies readonly SourceFormat[]

/** Tools whose exports a later version reads. */
export const comingFormats = ['shopify', 'woocommerce', 'mailchimp', 'klaviyo', 'brevo'] as const

/** What `--format` takes. */
export const formatNames: readonly string[] = ['auto', ...formats.map(({ name }) => name)]

/** The format of a file: the one asked for, or by its header; undefined for a name nobody knows. */
export function formatOf(asked: string, kind: ImportKind, header: ReadonlySet<string>): SourceFormat | undefined {
  const list: readonly SourceFormat[] = formats
  if (asked !== 'auto') return list.find(({ name }) => name === asked)
  return list.find((format) => format.kinds.includes(kind) && format.recognises(header)) ?? generic
}
