import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compileTemplate } from '../../src/render/index.ts'
import { addresses } from './element-tree.ts'

const DIR = resolve(import.meta.dirname, '../../../shared/data/hard/mjml')
const names = existsSync(DIR) ? readdirSync(DIR).filter((name) => name.endsWith('.mjml')) : []
if (names.length === 0) console.warn(`MJML's own templates are not compiled: ${DIR} is not there`)

describe.skipIf(names.length === 0)("MJML's own templates", () => {
  test.each(names)('%s compiles without an error', async (file) => {
    const text = readFileSync(`${DIR}/${file}`, 'utf8')
    const source = { name: file.replace('.mjml', ''), file: `templates/${file}`, text, dir: DIR }
    const { value, problems } = await compileTemplate(source, { locales: new Map(), languages: ['en'] })
    expect(problems.filter((problem) => problem.severity === 'error')).toEqual([])
    expect(value?.parts.text.length).toBeGreaterThan(20)
    expect(addresses(value?.parts.html ?? '').length).toBeGreaterThan(0)
  })
})
