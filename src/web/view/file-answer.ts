import type { Context } from 'hono'

/** Answers with a file to keep, sent while its text is made: memory stays flat however long it is. */
export function fileAnswer(context: Context, file: string, type: string, text: AsyncGenerator<string>): Response {
  const coder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let lot = ''
      while (lot.length < LOT) {
        const { done, value } = await text.next()
        if (done) {
          if (lot !== '') controller.enqueue(coder.encode(lot))
          controller.close()
          return
        }
        lot += value
      }
      controller.enqueue(coder.encode(lot))
    },
    async cancel() {
      await text.return(undefined)
    },
  })
  return context.body(body, 200, {
    'Content-Type': `${type}; charset=UTF-8`,
    'Content-Disposition': `attachment; filename="${file.replaceAll(/[^\w.-]/g, '-')}"`,
  })
}

const LOT = 64 * 1024
