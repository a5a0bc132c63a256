import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A position in a document; lines and characters begin with 0. */
interface Position {
  readonly line: number
  readonly character: number
}

/** What is offered at a position. */
export interface Completion {
  readonly label: string
  readonly insertText?: string
  readonly documentation?: string | { readonly value: string }
}

/** A squiggly line. */
export interface Diagnostic {
  readonly message: string
  readonly range: { readonly start: Position; readonly end: Position }
}

interface Published {
  readonly uri: string
  readonly diagnostics: Diagnostic[]
}

/** An editor: a text in, what the language server says of it out. */
export interface Editor {
  /** What is offered where `¦` stands in the text. */
  complete(path: string, text: string): Promise<Completion[]>
  /** What is shown when the mouse rests where `¦` stands. */
  hover(path: string, text: string): Promise<string>
  diagnose(path: string, text: string): Promise<Diagnostic[]>
  close(): Promise<void>
}

const SERVER = resolve(import.meta.dirname, '../../node_modules/yaml-language-server/bin/yaml-language-server')

/** Starts the real yaml-language-server and speaks its protocol: JSON-RPC over stdin and stdout. */
export async function openEditor(root: string): Promise<Editor> {
  const child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] })
  const wire = connect(child)
  const rootUri = pathToFileURL(root).href
  const textDocument = { completion: { completionItem: { documentationFormat: ['markdown'] } }, hover: {} }
  await wire.ask('initialize', {
    processId: process.pid,
    rootUri,
    capabilities: { textDocument, workspace: { configuration: false } },
  })
  wire.tell('initialized', {})
  const yaml = { completion: true, hover: true, validate: true, schemaStore: { enable: false } }
  wire.tell('workspace/didChangeConfiguration', { settings: { yaml, http: {}, '[yaml]': {} } })
  let version = 0
  // Each text is a file of its own: closing one tells of no problems in it, which could be taken for an answer.
  const open = (path: string, text: string) => {
    const uri = `${rootUri}/${path.replace(/(?=\.\w+$)/, `-${++version}`)}`
    wire.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version, text } })
    return uri
  }
  const at = (path: string, marked: string) => {
    const text = marked.replace('¦', '')
    const before = marked.slice(0, marked.indexOf('¦')).split('\n')
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
    return { textDocument: { uri: open(path, text) }, position }
  }
  return {
    async complete(path, marked) {
      const found = await wire.ask<{ items: Completion[] }>('textDocument/completion', at(path, marked))
      return found.items
    },
    async hover(path, marked) {
      const found = await wire.ask<{ contents: { value: string } } | null>('textDocument/hover', at(path, marked))
      return found?.contents.value ?? ''
    },
    async diagnose(path, text) {
      const uri = open(path, text)
      const told = await wire.hear<Published>('textDocument/publishDiagnostics', (params) => params.uri === uri)
      return told.diagnostics
    },
    async close() {
      const gone = new Promise((done) => child.on('exit', done))
      await wire.ask('shutdown', null)
      wire.tell('exit', null)
      await gone
    },
  }
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly result?: unknown
  readonly error?: unknown
  readonly params?: unknown
}

function connect(child: ChildProcess) {
  const answers = new Map<number, (message: Message) => void>()
  const listeners = new Set<(message: Message) => void>()
  let id = 0
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  const receive = (message: Message) => {
    if (message.method === undefined) answers.get(message.id ?? 0)?.(message)
    else if (message.id !== undefined) send({ id: message.id, result: null })
    else for (const listener of listeners) listener(message)
  }
  readMessages(child, receive)
  return {
    tell: (method: string, params: unknown) => send({ method, params }),
    ask<T>(method: string, params: unknown): Promise<T> {
      const number = ++id
      return new Promise((done, failed) => {
        answers.set(number, ({ result, error }) =>
          error ? failed(new Error(JSON.stringify(error))) : done(result as T),
        )
        send({ id: number, method, params })
      })
    },
    /** The next notification of a method that is wanted. */
    hear<T>(method: string, wanted: (params: T) => boolean): Promise<T> {
      return new Promise((done) => {
        listeners.add((message) => {
          const params = message.params as T
          if (message.method === method && wanted(params)) done(params)
        })
      })
    },
  }
}

/** Cuts the stream into messages, each after a header with its length in bytes. */
function readMessages(child: ChildProcess, receive: (message: Message) => void): void {
  let buffer = Buffer.alloc(0)
  child.stdout?.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk])
    for (;;) {
      const end = buffer.indexOf('\r\n\r\n')
      const length = Number(/Content-Length: (\d+)/i.exec(buffer.toString('utf8', 0, Math.max(0, end)))?.[1] ?? -1)
      if (end < 0 || length < 0 || buffer.length < end + 4 + length) return
      receive(JSON.parse(buffer.toString('utf8', end + 4, end + 4 + length)) as Message)
      buffer = buffer.subarray(end + 4 + length)
    }
  })
}
