import type { Checked, Problem } from '../problem.ts'
import { didYouMean } from '../yaml/index.ts'
import { readRecords } from './csv/read-records.ts'
import { comingFormats, formatNames, formatOf } from './formats/index.ts'
import type { ImportRequest } from './import-request.ts'
import type { ImportMap } from './map/import-map.ts'
import { layOut, type Layout, plainHeader } from './map/layout.ts'
import type { ImportShop } from './rows/reading.ts'

/** Reads the header of a file and lays the format and the map over it. */
export async function openFile(file: string, shop: ImportShop, request: ImportRequest): Promise<Checked<Layout>> {
  const asked = request.format ?? 'auto'
  if (!formatNames.includes(asked)) return { problems: [unknownFormat(asked)] }
  const header = await headerOf(file, shop, request.map)
  if (!header.value) return { problems: header.problems }
  const plain = new Set(header.value.map(plainHeader))
  const format = formatOf(asked, request.kind, plain)
  if (!format?.kinds.includes(request.kind)) {
    const message = `${asked} files hold ${format?.kinds.join(', ')}, no ${request.kind}`
    return { problems: [{ code: 'wrong-kind', severity: 'error', message }] }
  }
  return layOut(request.kind, file, header.value, joined(format.map(request.kind, plain), request.map, plain))
}

/** The map file wins over the format; of the format only what the file has. */
function joined(preset: ImportMap, map: ImportMap | undefined, header: ReadonlySet<string>): ImportMap {
  const present = Object.entries(preset.columns).filter(([, spec]) => header.has(plainHeader(spec.column)))
  const skipWhen = [...(preset.skipWhen ?? []), ...(map?.skipWhen ?? [])]
  return { ...preset, ...map, columns: { ...Object.fromEntries(present), ...map?.columns }, skipWhen }
}

async function headerOf(file: string, shop: ImportShop, map?: ImportMap): Promise<Checked<readonly string[]>> {
  const options = {
    languages: shop.languages,
    ...(map?.delimiter ? { delimiter: map.delimiter } : {}),
    ...(map?.encoding ? { encoding: map.encoding } : {}),
  }
  try {
    for await (const { records } of readRecords(file, options)) {
      const first = records[0]
      if (first)
        return first.broken
          ? { problems: [unreadable(file, `its header ${first.broken}`)] }
          : { value: first.cells, problems: [] }
    }
    return { problems: [unreadable(file, 'it is empty')] }
  } catch (error) {
    return { problems: [unreadable(file, error instanceof Error ? error.message : String(error))] }
  }
}

function unreadable(file: string, reason: string): Problem {
  const missing = reason.includes('ENOENT') ? 'there is no such file' : reason
  return { code: 'unreadable-file', severity: 'error', message: `${file} cannot be read: ${missing}` }
}

function unknownFormat(asked: string): Problem {
  if ((comingFormats as readonly string[]).includes(asked)) {
    const message = `Files of ${asked} are read by a later version`
    return {
      code: 'unknown-format',
      severity: 'error',
      message,
      hint: 'until then name its columns in a map file: --map',
    }
  }
  const near = didYouMean(asked, [...formatNames, ...comingFormats])
  const hint = near ? `did you mean "${near}"?` : `there are: ${formatNames.join(', ')}`
  return { code: 'unknown-format', severity: 'error', message: `"${asked}" is no format`, hint }
}
