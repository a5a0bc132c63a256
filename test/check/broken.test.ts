import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shopFolder } from '../cli/run-in-shop.ts'

/**
 * Files as a newcomer breaks them, and what `check` says. A case is one file: `== PATH` before each file that is laid
 * over the small sound shop in `shop/`, then `== check` with the whole output. `npx vitest run test/check -u` writes
 * the outputs anew: read the difference.
 */
const root = join(import.meta.dirname, 'broken')
const kinds = readdirSync(root).filter((kind) => readdirSync(join(root, kind)).length > 0)

describe.each(kinds)('broken %s', (kind) => {
  it.each(readdirSync(join(root, kind)))('%s', async (name) => {
    const file = join(root, kind, name)
    const parts = partsOf(readFileSync(file, 'utf8'))

    const { code, out, talk } = await checked(parts)

    const result = `${out}${talk}`
    const written = parts.map(({ path, text }) => `== ${path}\n${text}`).join('')
    await expect(`${written}== check: exit ${code}\n${result}`).toMatchFileSnapshot(file)
  })
})

describe('the small shop', () => {
  it('is sound before it is broken', async () => {
    expect(await checked([])).toMatchObject({ code: 0, out: '' })
  })
})

interface Part {
  readonly path: string
  readonly text: string
}

/** The files of a case, without the output. */
function partsOf(text: string): Part[] {
  const parts = text.split(/^== /m).slice(1)
  return parts
    .map((part) => ({ path: part.slice(0, part.indexOf('\n')), text: part.slice(part.indexOf('\n') + 1) }))
    .filter(({ path }) => !path.startsWith('check'))
}

async function checked(parts: readonly Part[]) {
  const shop = shopFolder('2026-11-22T08:00:00Z', 'empty')
  cpSync(join(import.meta.dirname, 'shop'), shop.dir, { recursive: true })
  for (const { path, text } of parts) {
    mkdirSync(dirname(join(shop.dir, path)), { recursive: true })
    writeFileSync(join(shop.dir, path), text)
  }
  try {
    return await shop.run('check', '--no-color')
  } finally {
    rmSync(shop.dir, { recursive: true })
  }
}
