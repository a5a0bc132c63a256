import { describe, expect, it } from 'vitest'
import { dressed, pictureHosts } from '../../src/render/index.ts'

describe('an email dressed for a look', () => {
  it('asks nothing of anybody', () => {
    const html = [
      '<link rel="stylesheet" href="https://evil.example/a.css"><meta http-equiv="refresh" content="0;url=//evil.example">',
      '<style>@import "https://evil.example/b.css"; p { background: url(https://evil.example/c.png) }</style>',
      '<table background="https://evil.example/d.png"><tr><td style="background:url(\'//evil.example/e.png\')">x</td></tr></table>',
      '<img src="https://evil.example/f.png" srcset="https://evil.example/g.png 2x"><video poster="https://evil.example/h.png">',
      '<script src="https://evil.example/i.js"></script><iframe src="https://evil.example/j"></iframe>',
    ].join('\n')
    for (const look of ['light', 'dark', 'forced', 'no images'] as const) {
      const shown = dressed(html, look)
      const asks =
        /(src|href|srcset|background|poster)\s*=\s*["']?(https?:)?\/\/|url\(\s*['"]?(https?:)?\/\/|@import|http-equiv/
      expect(shown.replace(/<x-(script|iframe)[^>]*>/g, '')).not.toMatch(asks)
      expect(shown).not.toMatch(/<(script|iframe|link)\b/)
    }
  })

  it('keeps every line where it is', () => {
    const html =
      '<html>\n<head>\n<style>\n@media (prefers-color-scheme: dark) { p { color: #fff } }\n</style>\n</head>\n<body>\n<p>x</p></body></html>'
    for (const look of ['light', 'dark', 'forced'] as const) {
      expect(
        dressed(html, look)
          .split('\n')
          .findIndex((line) => line.includes('<p>')),
      ).toBe(7)
    }
  })

  it('shows pictures as grey fields of their size with the host, or by their words alone', () => {
    const html = '<img src="https://cdn.kava.example/a.png" width="320" height="80" alt="A cup">'
    const field = decodeURIComponent(dressed(html, 'light'))
    expect(field).toContain('width="320" height="80"')
    expect(field).toContain('cdn.kava.example')
    expect(dressed(html, 'no images')).toContain('src="data:," width="320"')
    expect(dressed('<img src="data:image/png;base64,AA==">', 'light')).toContain('data:image/png;base64,AA==')
  })

  it('leaves pictures to be fetched where that is asked for: by https, and no dots that count who looks', () => {
    const html =
      '<img src="https://cdn.kava.example/a.png"><img src="http://old.example/b.png"><img src="https://count.example/o" width="1">'
    expect(pictureHosts(html)).toEqual(['cdn.kava.example'])
    const shown = dressed(html, 'light', 'fetched')
    expect(shown).toContain('src="https://cdn.kava.example/a.png"')
    expect(shown).not.toMatch(/src="(http:|https:\/\/count)/)
    expect(dressed(html, 'no images', 'fetched')).not.toContain('src="https')
    expect(dressed(html, 'light')).not.toContain('src="https')
  })

  it('turns light grounds and dark letters where a program forces the dark, and leaves the rest', () => {
    const html = '<td bgcolor="#ffffff" style="background-color:#fffdf9;color:#2a211b;border:1px solid red">x</td>'
    const shown = dressed(html, 'forced')
    expect(shown).toMatch(/bgcolor="#121212"/)
    expect(shown).not.toContain('#fffdf9')
    expect(shown).not.toContain('color:#2a211b')
    expect(dressed('<td style="background-color:#111;color:#eee">x</td>', 'forced')).toContain(
      'background-color:#111111;color:#eeeeee',
    )
  })

  it('lets the rules for dark hold in the dark only', () => {
    const html = '<head><style>@media (prefers-color-scheme: dark) { p { color: #fff } }</style></head>'
    expect(dressed(html, 'dark')).toContain('@media (min-width:0)')
    expect(dressed(html, 'light')).toContain('@media (max-width:0)')
    expect(dressed(html, 'forced')).toContain('@media (max-width:0)')
  })
})
