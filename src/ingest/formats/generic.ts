import { importKinds } from '../kinds/kind.ts'
import type { SourceFormat } from './source-format.ts'

/** Our own headers, as cli.md lists them. */
export const generic: SourceFormat = {
  name: 'generic',
  doc: 'the headers of this program; a map file names what differs',
  example: 'order_id,customer_id,ordered_at,total,currency,status',
  kinds: importKinds,
  recognises: () => false,
  map: () => ({ columns: {} }),
}
