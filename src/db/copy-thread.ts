import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { DatabaseProblem } from './database-problem.ts'

/** How many rows each table holds. */
export type RowCounts = Readonly<Record<string, number>>

/** What is found in a database file. */
export interface Examined {
  /** Empty when every page and every index is sound. */
  readonly faults: readonly string[]
  readonly rows: RowCounts
  /** Names of the migrations, in order; empty: not one of ours. */
  readonly migrations: readonly string[]
}

/** A copy and what it was made of: the source was counted before and after, because it is written meanwhile. */
export interface Copied {
  readonly before: RowCounts
  readonly after: RowCounts
  readonly copy: Examined
}

/**
 * Copies a database that is in use into an empty file, and looks whether the copy is sound. On a thread of its own:
 * the driver waits for the disk, and whoever waits for the driver can show nothing meanwhile.
 */
export function copyOnThread(source: string, target: string): Promise<Copied> {
  return onThread<Copied>('copy', { source, target })
}

/** Looks whether a database file is sound; what still lies in a log beside it is written into it first. */
export function settleOnThread(target: string): Promise<Examined> {
  return onThread<Examined>('settle', { source: target, target })
}

/** Looks whether a database that is in use is sound; a check that takes too long is left alone by `signal`. */
export function examineOnThread(file: string, signal: AbortSignal): Promise<Examined> {
  return onThread<Examined>('examine', { source: file, target: file }, signal)
}

type Task = 'copy' | 'settle' | 'examine'

function onThread<T>(task: Task, files: { source: string; target: string }, signal?: AbortSignal): Promise<T> {
  const driver = createRequire(import.meta.url).resolve('better-sqlite3')
  const thread = new Worker(TASKS, { eval: true, workerData: { task, driver, ...files } })
  return new Promise((resolve, reject) => {
    thread.once('message', (result: T | { readonly failed: string }) => {
      if (typeof result === 'object' && result !== null && 'failed' in result) {
        reject(new DatabaseProblem(`The database ${files.source} cannot be read: ${result.failed}`))
      } else resolve(result)
    })
    thread.once('error', reject)
    signal?.addEventListener('abort', () => {
      thread.unref()
      void thread.terminate()
      reject(signal.reason)
    })
  })
}

/**
 * Plain JavaScript in a text: Node 20 loads no TypeScript on a thread, and a bundle has no file to point it to.
 * VACUUM INTO is one consistent snapshot however much is written beside it (DB-09); `db.backup` would start anew with
 * each write of another process.
 */
const TASKS = `
const { parentPort, workerData: { task, driver, source, target } } = require('node:worker_threads')
const Database = require(driver)

function copy() {
  const db = new Database(source, { readonly: true, fileMustExist: true })
  db.pragma('busy_timeout = 5000')
  const before = rows(db)
  db.prepare('vacuum into ?').run(target)
  const after = rows(db)
  db.close()
  return { before, after, copy: examined(new Database(target, { fileMustExist: true })) }
}

function settle() {
  const db = new Database(target, { fileMustExist: true })
  db.pragma('journal_mode = delete')
  return examined(db)
}

function examine() {
  const db = new Database(source, { readonly: true, fileMustExist: true })
  db.pragma('busy_timeout = 5000')
  return examined(db)
}

function examined(db) {
  try {
    const pages = db.pragma('integrity_check').map((row) => row.integrity_check).filter((text) => text !== 'ok')
    const keys = db.pragma('foreign_key_check').map(({ table, parent }) => table + ' names a missing row of ' + parent)
    return { faults: [...pages, ...keys].slice(0, 20), rows: rows(db), migrations: migrations(db) }
  } finally {
    db.close()
  }
}

function rows(db) {
  const tables = db.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")
  const count = (name) => db.prepare('select count(*) as n from "' + name.replaceAll('"', '""') + '"').get().n
  return Object.fromEntries(tables.all().map(({ name }) => [name, count(name)]))
}

function migrations(db) {
  try {
    return db.prepare('select name from migrations order by name').all().map(({ name }) => name)
  } catch {
    return []
  }
}

try {
  parentPort.postMessage({ copy, settle, examine }[task]())
} catch (error) {
  parentPort.postMessage({ failed: error.message })
}
`
