import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { referenceFiles, schemaFiles } from '../../src/app/manual-files.ts'
import { readShopFiles, type ShopFiles } from '../../src/app/shop-files.ts'
import { campaignShape } from '../../src/campaigns/index.ts'
import { readShop, shopShape } from '../../src/config/index.ts'
import { vocabularyOf } from '../../src/facts/index.ts'
import type { JsonSchema } from '../../src/manual/json-schema.ts'
import { anchor } from '../../src/manual/pages/markdown.ts'
import { shareParts } from '../../src/manual/share-parts.ts'
import { segmentShape } from '../../src/segments/index.ts'
import type { KeyShape, Shape } from '../../src/yaml/index.ts'

const root = resolve(import.meta.dirname, '../..')
const shop = readShopFiles(root) as ShopFiles
const schemas = schemaFiles(shop).value ?? []
const reference = referenceFiles(shop).value ?? []

describe('what is made from the language', () => {
  it.each([...schemas, ...reference].map((made) => [made.file, made.text]))(
    '%s is up to date; if not: npm run reference',
    (file, text) => expect(readFileSync(join(root, file), 'utf8')).toBe(text),
  )

  it('has no page that nothing makes any more', () => {
    const pages = reference.map(({ file }) => file.replace('docs/reference/', '')).sort()
    expect(readdirSync(join(root, 'docs/reference')).sort()).toEqual(pages)
  })
})

describe('the reference', () => {
  const page = (name: string) => reference.find(({ file }) => file === `docs/reference/${name}.md`)?.text ?? ''

  it('leads only to pages and headings that are there', () => {
    for (const { file, text } of reference) {
      for (const [, target = '', heading = ''] of text.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)) {
        const path = target === '' ? file : join('docs/reference', target)
        const found = reference.find((made) => made.file === path)?.text ?? readFileSync(join(root, path), 'utf8')
        if (heading !== '') expect(anchorsOf(found), `${file} → ${target}#${heading}`).toContain(heading)
      }
    }
  })

  it('has no two headings of one name on a page', () => {
    for (const { file, text } of reference) {
      const anchors = anchorsOf(text)
      expect(new Set(anchors).size, file).toBe(anchors.length)
    }
  })

  it('can be reached from its first page, and leads back', () => {
    for (const { file, text } of reference) {
      const name = file.replace('docs/reference/', '')
      if (name !== 'index.md') expect(page('index')).toContain(`(${name})`)
      expect(text).toContain('(index.md)')
    }
  })

  it('names every variable of templates with its meaning', () => {
    expect(page('templates')).not.toMatch(/\| {2}\|/)
  })
})

describe('the keys of files', () => {
  const read = readShop(shop.shop.file, shop.shop.text).value
  if (!read) throw new Error('the shipped shop file is broken')
  const vocabulary = vocabularyOf(read)
  const names = { segments: [], templates: [] }
  const shapes: readonly [string, Shape][] = [
    ['segment', segmentShape(vocabulary, names)],
    ['campaign', campaignShape(vocabulary, names)],
    ['shop file', shopShape([])],
  ]

  it.each(shapes)('of a %s say what they mean, with an example', (_, shape) => {
    const keys = shape.is === 'map' ? shape.keys : []
    expect(keys.filter(({ doc, example }: KeyShape) => doc === '' || example === undefined)).toEqual([])
    expect(keys.every(({ key, example = '' }: KeyShape) => example.startsWith(`${key}:`))).toBe(true)
  })
})

describe('the schemas', () => {
  it('say the same after parts were shared', () => {
    const part = { type: 'string', pattern: 'x'.repeat(200) }
    const schema: JsonSchema = {
      properties: { a: { title: 'a', ...part }, b: { title: 'b', ...part } },
      definitions: {},
    }

    expect(shareParts(schema)).toEqual({
      properties: {
        a: { title: 'a', $ref: '#/definitions/shared-1' },
        b: { title: 'b', $ref: '#/definitions/shared-1' },
      },
      definitions: { 'shared-1': part },
    })
  })

  it('have patterns that this engine reads, and that fit the examples beside them', () => {
    let looked = 0
    for (const { text } of schemas) {
      JSON.parse(text, (_, one: { pattern?: unknown; defaultSnippets?: { body: unknown }[] } | null) => {
        if (typeof one?.pattern !== 'string') return one
        const pattern = new RegExp(one.pattern, 'u')
        for (const { body } of one.defaultSnippets ?? []) {
          if (typeof body === 'string') expect(body).toMatch(pattern)
          looked++
        }
        return one
      })
    }
    expect(looked).toBeGreaterThan(100)
  })
})

function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchor(heading))
}
