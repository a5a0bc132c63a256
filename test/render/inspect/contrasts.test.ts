import { describe, expect, it } from 'vitest'
import { faintTexts } from '../../../src/render/inspect/contrasts.ts'

const faint = (html: string, look: 'light' | 'dark' | 'forced' = 'light') =>
  faintTexts(html, look).map(({ text, contrast }) => `${text} ${contrast}`)

describe('texts that are hard to read', () => {
  it('are those below 4.5, or 3 where they are large; the faintest first', () => {
    const html =
      '<p style="color:#888">small</p><p style="color:#888;font-size:24px">large</p><p style="color:#ccc">x</p>'
    expect(faint(html)).toEqual(['x 1.6', 'small 3.54'])
  })

  it('take the ground of what they stand in, seen through where it lets one', () => {
    expect(faint('<div style="background:#000"><p style="color:#fff">a</p></div>')).toEqual([])
    expect(faint('<div bgcolor="#222222"><p style="color:#000">a</p></div>')).toHaveLength(1)
    expect(faint('<div style="background:rgba(0,0,0,0.1)"><p style="color:#000">a</p></div>')).toEqual([])
  })

  it('are not judged upon a picture, nor where nobody sees them', () => {
    expect(faint('<div style="background:url(a.png)"><p style="color:#eee">a</p></div>')).toEqual([])
    expect(faint('<p style="color:#eee;display:none">a</p><p style="color:#eee;font-size:0">b</p>')).toEqual([])
  })

  it('follow the rules by weight, importance and order', () => {
    const css = '<style>p { color: #eee } .dark { color: #000 } #one { color: #fff !important }</style>'
    expect(faint(`${css}<p class="dark">a</p>`)).toEqual([])
    expect(faint(`${css}<p class="dark" id="one" style="color:#000">a</p>`)).toHaveLength(1)
    expect(faint('<style>div > p { color: #eee } td p { color: #eee }</style><div><b><p>a</p></b></div>')).toEqual([])
  })

  it('take the dark rules of the email only in the dark', () => {
    const head = '<meta name="color-scheme" content="light dark">'
    const css = `${head}<style>@media (prefers-color-scheme: dark) { p { color: #222 } }</style>`
    expect(faint(`${css}<p>a</p>`)).toEqual([])
    expect(faint(`${css}<p>a</p>`, 'dark')).toHaveLength(1)
  })

  it('of a program that forces the dark stand upon turned colours', () => {
    const html = '<div style="background-color:#fff"><p style="color:#111">a</p></div>'
    expect(faint(html, 'forced')).toEqual([])
    const kept = '<div style="background-image:none;background-color:#fff8e0"><p style="color:#777">grey</p></div>'
    expect(faint(kept)).toEqual(['grey 4.21'])
  })
})
