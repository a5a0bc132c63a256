import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Asked, askThread } from '../../src/thread/index.ts'
import { type TemporaryFolder, temporaryFolder } from '../support/copy-shipped-shop.ts'

let folder: TemporaryFolder
beforeEach(() => {
  folder = temporaryFolder('thread')
})
afterEach(() => folder.remove())

/** A thread whose file says this; `tell` speaks as `answerOnThread` does, which as TypeScript it cannot load. */
function ask(code: string, work: unknown = undefined, asked: Asked = {}): Promise<unknown> {
  const file = join(folder.dir, 'thread.cjs')
  writeFileSync(
    file,
    `const { parentPort, workerData: work } = require('node:worker_threads')
     const tell = (word) => parentPort.postMessage(word)
     ${code}`,
  )
  return askThread(pathToFileURL(file), work, asked)
}

describe('a thread that is asked', () => {
  it('answers with plain data, and is heard meanwhile', async () => {
    const heard: number[] = []
    const hear = (word: number) => void heard.push(word)
    const code = `tell({ is: 'word', word: 1 }); tell({ is: 'word', word: 2 }); tell({ is: 'answer', answer: new Map([work]) })`
    expect(await ask(code, ['a', 1], { hear })).toEqual(new Map([['a', 1]]))
    expect(heard).toEqual([1, 2])
  })

  it('passes on what it threw', async () => {
    await expect(ask(`throw new RangeError('too far')`)).rejects.toThrow('too far')
  })

  it('that ends without an answer has failed', async () => {
    await expect(ask('')).rejects.toThrow('the thread ended before it answered')
  })

  it('is not begun for somebody who gave up already', async () => {
    await expect(ask('', {}, { signal: AbortSignal.abort(new Error('no more')) })).rejects.toThrow('no more')
  })

  it('is ended when told so, and by then has let go of the database', async () => {
    const file = join(folder.dir, 'shop.db')
    const db = new Database(file)
    db.exec('pragma journal_mode = wal; create table t (a)')
    const stop = new AbortController()
    const work = { file, driver: createRequire(import.meta.url).resolve('better-sqlite3') }
    const code = `
      const db = new (require(work.driver))(work.file)
      db.exec('begin immediate; insert into t values (1)')
      tell({ is: 'word', word: 'begun' })
      for (;;) db.exec('insert into t values (2)')`
    const hear = () => stop.abort(new Error('stopped'))
    await expect(ask(code, work, { signal: stop.signal, hear })).rejects.toThrow('stopped')

    db.pragma('busy_timeout = 0')
    db.exec('insert into t values (3)')
    expect(db.prepare('select a from t').pluck().all()).toEqual([3])
    db.close()
  })
})
