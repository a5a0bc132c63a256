import { isAscii } from 'node:buffer'
import iconv from 'iconv-lite'
import { guessEncoding, markedEncoding } from './detect-encoding.ts'

/** Turns bytes that arrive in pieces into text. */
export interface TextDecoderStream {
  write(bytes: Buffer): string
  end(): string
}

/**
 * Decodes by `encoding`, or by what the bytes tell: the mark, else UTF-8 or a Windows code page, decided at the first
 * piece that holds more than ASCII (up to there all of them say the same).
 */
export function decodeText(encoding: string | undefined, languages: readonly string[]): TextDecoderStream {
  let decoder: TextDecoderStream | undefined = encoding ? decoderOf(encoding) : undefined
  let first = true
  return {
    write(bytes) {
      const mark = first ? markedEncoding(bytes) : undefined
      first = false
      if (mark && (!encoding || mark.encoding === canonical(encoding))) decoder = decoderOf(mark.encoding)
      const body = mark && decoder ? bytes.subarray(mark.bytes) : bytes
      if (!decoder && isAscii(body)) return body.toString('latin1')
      decoder ??= decoderOf(guessEncoding(body, languages))
      return decoder.write(body)
    },
    end: () => decoder?.end() ?? '',
  }
}

/** True for an encoding that a map file may name. */
export function isEncoding(name: string): boolean {
  return iconv.encodingExists(name)
}

function canonical(encoding: string): string {
  const name = encoding.toLowerCase().replaceAll('_', '-')
  return name === 'utf8' ? 'utf-8' : name.replace('utf16', 'utf-16')
}

function decoderOf(encoding: string): TextDecoderStream {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true })
  return { write: (bytes) => decoder.write(bytes), end: () => decoder.end() ?? '' }
}
