import { withParams } from '../view/links.ts'
import type { View } from '../view/view.ts'
import type { Asked } from './asked.ts'

/** The address of a part of a preview (`why`, `frame`, `picture`, `test`): of the same email to the same customer. */
export function partPath(
  { url }: Pick<View<string>, 'url'>,
  { template, as }: Pick<Asked, 'template' | 'as'>,
  part: string,
  changes: Readonly<Record<string, string | undefined>> = {},
): string {
  const address = new URL(`/preview/${encodeURIComponent(template)}/${part}`, url)
  address.search = url.search
  return withParams(address, { as, find: undefined, ...changes })
}
