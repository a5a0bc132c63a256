import type { ImportKind } from '../kinds/kind.ts'
import type { ImportMap } from '../map/import-map.ts'

/** The export of one tool: how its columns lie over the generic ones. One file a format, no database, no state. */
export interface SourceFormat {
  readonly name: string
  readonly doc: string
  /** A header that the tool writes. */
  readonly example: string
  readonly kinds: readonly ImportKind[]
  /** True when a header (plain names, see `plainHeader`) can only be this tool's. */
  recognises(header: ReadonlySet<string>): boolean
  /** Where the fields of a kind stand; columns that the file lacks are left out by the caller. */
  map(kind: ImportKind, header: ReadonlySet<string>): ImportMap
}
