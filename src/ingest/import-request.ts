import type { Rejection } from './import-report.ts'
import type { ImportKind } from './kinds/kind.ts'
import type { ImportMap } from './map/import-map.ts'

/** What to import and how. */
export interface ImportRequest {
  readonly kind: ImportKind
  /** Paths, absolute or from the working directory; they stand in the report as they are given. */
  readonly files: readonly string[]
  /** One of `formatNames`; default `auto`. */
  readonly format?: string
  readonly map?: ImportMap
  /** Count everything, keep nothing. */
  readonly dryRun?: boolean
  onProgress?(progress: Progress): void
  onRejection?(rejection: Rejection): void
}

/** How far the reading of a file is; `bytesRead` counts the file as it lies on the disk. */
export interface Progress {
  readonly file: string
  readonly bytesRead: number
  readonly bytesTotal: number
  readonly rows: number
}
