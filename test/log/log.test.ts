import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LogLevel, openLog } from '../../src/log/index.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'perennial-log-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

function heard(level: LogLevel = 'info') {
  const lines: string[] = []
  const log = openLog({ write: (line) => lines.push(line) }, level)
  return { log, all: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>), raw: () => lines.join('') }
}

describe('the log', () => {
  it('is one JSON object a line, with time, level and process', () => {
    const { log, all } = heard()
    log.info('request answered', { provider: 'resend', messages: ['8f3a11c2-1'], accepted: 1 })

    const line = { level: 'info', pid: process.pid, msg: 'request answered', messages: ['8f3a11c2-1'], accepted: 1 }
    expect(all()).toMatchObject([line])
    expect(all()[0]?.time).toBeTypeOf('number')
  })

  it('leaves out what is below its level', () => {
    const { log, all } = heard('warn')
    log.debug('a')
    log.info('b')
    log.error('c')
    expect(all()).toMatchObject([{ level: 'error', msg: 'c' }])
  })

  it('holds no person and no secret at any depth, in names neither', () => {
    const { log, raw } = heard()
    log.info('for ana@kava.example', {
      deep: [{ a: { b: 'Bearer re_1234567890abcdef' } }],
      'bo@kava.example': 1,
      to: 'Cy Novak',
      first_name: 'Dijana',
      html: '<p>Dear Ed</p>',
    })
    expect(raw()).not.toMatch(/kava\.example|re_1234|Cy Novak|Dijana|Dear Ed/)
  })

  it('tells of an error where it happened, and not what it quotes', () => {
    const { log, all, raw } = heard()
    const error = Object.assign(new Error('Key (email)=(ana@kava.example) exists'), {
      code: '23505',
      detail: 'Failing row contains (Ana, Novak).',
    })
    log.error('tick failed', { error })

    expect(all()[0]?.error).toMatchObject({ type: 'Error', message: 'Key (email)=([address]) exists', code: '23505' })
    expect(raw()).not.toMatch(/Novak|ana@/)
  })

  it('survives what cannot be written as JSON', () => {
    const { log, all } = heard()
    const ring: Record<string, unknown> = { big: 5n, bytes: new Uint8Array(3), nothing: undefined }
    ring.self = ring
    log.info('odd', ring)
    expect(all()[0]).toMatchObject({ big: '5', bytes: '[3 bytes]' })
  })

  it('in a file is appended to and for its owner only', () => {
    const file = join(dir, 'perennial.log')
    for (const word of ['first', 'second']) {
      const log = openLog(file, 'info')
      log.info(word)
      log.close()
    }
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})
