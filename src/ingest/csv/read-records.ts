import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { decodeText } from './decode-text.ts'
import { detectStyle } from './detect-style.ts'
import { type CsvRecord, type RecordSplitter, splitRecords } from './split-records.ts'

/** What may be said about a file instead of being detected. */
export interface CsvOptions {
  readonly delimiter?: string
  readonly encoding?: string
  /** The shop's languages: a hint for the code page. */
  readonly languages: readonly string[]
}

/** Records with how much of the file (as it lies on the disk, packed or not) has been read so far. */
export interface CsvBatch {
  readonly records: readonly CsvRecord[]
  readonly bytesRead: number
  readonly bytesTotal: number
}

/** Enough text to see the delimiter by. */
const SAMPLE = 16_384

/**
 * Streams a CSV file, plain or gzip by its first bytes. The first record is the header as it stands; records whose
 * number of cells differs from it are left to the caller.
 */
export async function* readRecords(file: string, options: CsvOptions): AsyncGenerator<CsvBatch> {
  const bytesTotal = (await stat(file)).size
  const decoder = decodeText(options.encoding, options.languages)
  const splitter = lateSplitter(options)
  let bytesRead = 0
  const pieces = await unpacked(file, (count) => {
    bytesRead = count
  })
  for await (const bytes of pieces) yield { records: splitter.push(decoder.write(bytes)), bytesRead, bytesTotal }
  yield { records: [...splitter.push(decoder.end()), ...splitter.end()], bytesRead: bytesTotal, bytesTotal }
}

/** A splitter that waits for enough text to see how the file is written. */
function lateSplitter(options: CsvOptions): RecordSplitter {
  let waiting = ''
  let splitter: RecordSplitter | undefined
  const start = (text: string) => {
    const style = detectStyle(text, options.delimiter)
    const header = splitRecords(style).push(`${text}\n`).find(isContent)
    return splitRecords(style, header?.cells.length ?? 0)
  }
  return {
    push(text) {
      if (splitter) return splitter.push(text)
      waiting += text
      if (waiting.length < SAMPLE) return []
      splitter = start(waiting)
      return splitter.push(waiting).filter(isContent)
    },
    end() {
      if (splitter) return splitter.end()
      splitter = start(waiting)
      return [...splitter.push(waiting), ...splitter.end()].filter(isContent)
    },
  }
}

/** `sep=;` on the first line is a word to Excel, no header. */
function isContent(record: CsvRecord): boolean {
  return !(record.line === 1 && /^sep=.?$/i.test(record.cells[0] ?? ''))
}

/** The bytes of a file, unpacked where its first two say gzip. */
async function unpacked(file: string, onBytes: (count: number) => void): Promise<AsyncIterable<Buffer>> {
  const source = createReadStream(file, { highWaterMark: PIECE })
  source.on('data', () => onBytes(source.bytesRead))
  source.pause()
  if (!(await isGzip(file))) return source
  // An error of the file reaches the reader through the last of the chain.
  return pipeline(source, createGunzip({ chunkSize: PIECE }), () => undefined)
}

const PIECE = 1 << 18

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}
