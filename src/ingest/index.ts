/** Rows of a shop's files to stored facts: streaming, idempotent by the shop's own ids, every bad row told. */
export { formatNames, formats } from './formats/index.ts'
export { importFiles } from './import-files.ts'
export type { ImportReport, Rejection } from './import-report.ts'
export type { ImportRequest, Progress } from './import-request.ts'
export { FIELDS, type ImportKind, importKinds } from './kinds/kind.ts'
export type { ImportMap } from './map/import-map.ts'
export { readMapFile } from './map/read-map-file.ts'
export type { ImportShop } from './rows/reading.ts'
