import { describe, expect, it } from 'vitest'
import { below, readElements } from '../../../src/render/inspect/elements.ts'
import { foreignFeatures } from '../../../src/render/inspect/foreign-features.ts'
import { NAMES, serve, shipped } from '../kitchen.ts'

const found = (html: string) => foreignFeatures([...below(readElements(html))])
const names = (html: string) => found(html).map(({ feature }) => feature)

describe('what some mail programs do not know', () => {
  it('is told with the programs and the line, each once', () => {
    const html = '<style>\n.a { color: red }\n.b { display: grid; gap: 4px }\n.c { gap: 8px }\n</style>'
    expect(found(html)).toEqual([
      { feature: 'display: grid', programs: expect.stringContaining('Gmail'), line: 3 },
      { feature: 'gap', programs: expect.stringContaining('Outlook (Windows)'), line: 3 },
    ])
  })

  it('is found in rules, in styles of elements, in functions, units, elements and attributes', () => {
    expect(names('<style>li:nth-child(2) { color: var(--x) }</style>')).toEqual([':nth-child', 'var()'])
    expect(names('<p style="height: 50vh; object-fit: cover">')).toEqual(['vh', 'object-fit'])
    expect(names('<video></video><p hidden>')).toEqual(['<video>', 'hidden'])
  })

  it('is not what stands in a comment, a media query or a text', () => {
    expect(names('<style>/* gap: 1px;\n*/ @media (min-width:480px) { a { color: red } }</style>gap: 3px')).toEqual([])
  })

  it('is nothing in the shipped emails: MJML itself is not judged', async () => {
    const own = await Promise.all(NAMES.map(async (name) => [name, names(serve(await shipped(name)).html)]))
    expect(own.filter(([, used]) => used?.length !== 0)).toEqual([])
  })
})
