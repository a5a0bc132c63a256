import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Provider, providers } from '../../src/providers/index.ts'
import { outbox } from '../../src/providers/outbox.ts'
import { anEmail, providerContract } from '../contracts/provider.ts'

const files = (dir: string): string[] =>
  existsSync(join(dir, 'outbox')) ? (readdirSync(join(dir, 'outbox'), { recursive: true }) as string[]).sort() : []
const calm = new AbortController().signal

let dir: string
let provider: Provider
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'perennial-outbox-'))
  provider = outbox.open({ dir, timeZone: 'Europe/Zagreb', settings: {} })
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

providerContract('outbox', async () => ({
  provider,
  arrived: async () => {
    const arrived = new Map<string, Uint8Array[]>()
    for (const name of files(dir).filter((file) => file.endsWith('.eml'))) {
      const id = basename(name, '.eml')
      arrived.set(id, [...(arrived.get(id) ?? []), readFileSync(join(dir, 'outbox', name))])
    }
    return arrived
  },
  close: async () => undefined,
}))

describe('the outbox', () => {
  it('is in the list, needs no settings and is repeatable for ever', () => {
    expect(providers).toContain(outbox)
    expect(outbox.settings).toEqual([])
    expect(provider.repeatable).toBe(Number.POSITIVE_INFINITY)
  })

  it('files an email under the day of the shop’s zone', async () => {
    await send('late', Date.UTC(2026, 10, 22, 23, 30))
    expect(files(dir)).toEqual(['2026-11-23', '2026-11-23/late.eml'])
  })

  it('is for its owner’s eyes only', async () => {
    await send('m', Date.UTC(2026, 0, 1))
    expect(statSync(join(dir, 'outbox/2026-01-01/m.eml')).mode & 0o077).toBe(0)
    expect(statSync(join(dir, 'outbox')).mode & 0o077).toBe(0)
  })

  it('leaves nothing half-written behind, also not of a process that died', async () => {
    const { pid } = await deadProcess()
    mkdirSync(join(dir, 'outbox/2026-01-01'), { recursive: true })
    writeFileSync(join(dir, `outbox/2026-01-01/.old.${pid}.tmp`), 'half')
    await send('m', Date.UTC(2026, 0, 1))
    expect(files(dir)).toEqual(['2026-01-01', '2026-01-01/m.eml'])
  })

  it('says `unknown` when the disk refuses, and keeps quiet about addresses', async () => {
    writeFileSync(join(dir, 'outbox'), 'a file in the way')
    const { results } = await send('m', Date.UTC(2026, 0, 1))
    expect(results).toEqual([{ outcome: 'unknown', reason: 'The file could not be written (ENOTDIR)' }])
  })

  it('says `unknown` for the one file it cannot write and goes on with the others', async () => {
    mkdirSync(join(dir, 'outbox/2026-01-01/bad.eml/in-the-way'), { recursive: true })
    const at = Date.UTC(2026, 0, 1)
    const messages = await Promise.all(['a', 'bad', 'c'].map(async (id) => ({ id, bytes: await bytesOf(id, at) })))
    const { results } = await provider.send({ key: 'v1:test:1', at, messages }, calm)
    expect(results.map((result) => result.outcome)).toEqual(['accepted', 'unknown', 'accepted'])
  })

  it('writes a hundred emails in one request', async () => {
    const at = Date.UTC(2026, 0, 1)
    const messages = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => ({ id: `m${i}`, bytes: await bytesOf(`m${i}`, at) })),
    )
    const { results } = await provider.send({ key: 'v1:t:1', at, messages }, calm)
    expect(results.every((result) => result.outcome === 'accepted')).toBe(true)
    expect(files(dir)).toHaveLength(101)
  })
})

async function send(id: string, at: number) {
  return provider.send({ key: 'v1:test:1', at, messages: [{ id, bytes: await bytesOf(id, at) }] }, calm)
}

async function bytesOf(id: string, at: number): Promise<Uint8Array> {
  const result = await provider.compose(anEmail({ id, at }))
  if ('rejected' in result) throw new Error(result.rejected)
  return result.bytes
}

async function deadProcess(): Promise<{ pid: number }> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-p', 'process.pid'])
  return { pid: Number(stdout) }
}
