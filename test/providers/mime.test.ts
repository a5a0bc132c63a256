import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { headerText } from '../../src/providers/index.ts'
import { parseMailbox, safeMailbox } from '../../src/providers/email.ts'
import { mimeMessage } from '../../src/providers/mime.ts'
import { anEmail } from '../contracts/provider.ts'

const naughtyFile = resolve(import.meta.dirname, '../../../shared/data/hard/strings/blns.json')
if (!existsSync(naughtyFile)) console.warn(`skipped: ${naughtyFile} is not there`)

describe('the headers of an email', () => {
  it('marketing carries both unsubscribe headers, each on one line however long', async () => {
    const unsubscribe = `https://mail.kava.example/unsubscribe/${'t'.repeat(300)}`
    const lines = await headerLines(anEmail({ unsubscribe }))
    expect(lines).toContain(`List-Unsubscribe: <${unsubscribe}>`)
    expect(lines).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  })

  it('service has none', async () => {
    const lines = await headerLines(anEmail({ purpose: 'service', unsubscribe: 'https://mail.kava.example/x' }))
    expect(lines.filter((line) => line.startsWith('List-'))).toEqual([])
  })

  it('say who, to whom, when, and which message it is', async () => {
    const lines = await headerLines(anEmail({ replyTo: { name: undefined, address: 'care@kava.example' } }))
    expect(lines).toEqual(
      expect.arrayContaining([
        'X-Perennial-Message: m-1',
        'From: Kava <hej@kava.example>',
        'To: =?UTF-8?Q?Ana_=C5=A0ari=C4=87?= <ana@shop.example>',
        'Reply-To: care@kava.example',
        'Message-ID: <m-1@kava.example>',
        'Date: Sun, 22 Nov 2026 08:00:00 +0000',
        'MIME-Version: 1.0',
      ]),
    )
  })

  it('write a domain beyond ASCII in the form mail travels in', async () => {
    const lines = await headerLines(anEmail({ to: { name: undefined, address: 'ana@čaj.example' } }))
    expect(lines).toContain('To: ana@xn--aj-dma.example')
  })

  it('a name cannot add a recipient or a header', async () => {
    const name = 'Ana" <eve@evil.example>\r\nBcc: eve@evil.example\r\n\r\nbody'
    const parsed = await simpleParser(Buffer.from(mimeMessage(anEmail({ to: { name, address: 'ana@shop.example' } }))))
    expect(parsed.headers.has('bcc')).toBe(false)
    expect(parsed.to && !Array.isArray(parsed.to) && parsed.to.value).toHaveLength(1)
    expect(parsed.text?.trim()).toBe('Bok, Ana')
  })

  it('a subject keeps its apostrophes and loses what turns or breaks the line', () => {
    expect(headerText("O'Brien & Söhne")).toBe("O'Brien & Söhne")
    expect(headerText('a\r\nBcc: x')).toBe('a Bcc: x')
    expect(headerText('evil\u202egpj.exe\u0007')).toBe('evilgpj.exe')
    expect(headerText('\ud800!')).toBe('\ufffd!')
    expect([...headerText('😀'.repeat(300))]).toHaveLength(255)
  })
})

describe('a mailbox of the shop file', () => {
  it.each([
    ['Kava <hej@kava.example>', { name: 'Kava', address: 'hej@kava.example' }],
    ['"Kava, d.o.o." <hej@kava.example>', { name: 'Kava, d.o.o.', address: 'hej@kava.example' }],
    ['hej@kava.example', { name: undefined, address: 'hej@kava.example' }],
    [' <hej@kava.example> ', { name: undefined, address: 'hej@kava.example' }],
  ])('%s', (text, expected) => {
    expect(parseMailbox(text)).toEqual(expected)
  })

  it('a name with a comma is still one sender', async () => {
    const from = safeMailbox(parseMailbox('"Kava, d.o.o." <hej@kava.example>'))
    expect(await headerLines(anEmail({ from }))).toContain('From: "Kava, d.o.o." <hej@kava.example>')
  })
})

it.skipIf(!existsSync(naughtyFile))('no naughty string breaks a header, a part or the parser', async () => {
  const naughty = JSON.parse(readFileSync(naughtyFile, 'utf8')) as string[]
  for (const text of [...naughty, 'x'.repeat(5000), '\r\n\r\n', '\u0000', '\udfff']) {
    const email = anEmail({
      subject: text,
      to: { name: text, address: 'ana@shop.example' },
      html: `<p>${text}</p>`,
      text,
    })
    const raw = Buffer.from(mimeMessage(email)).toString('latin1')
    const [head = ''] = raw.split('\r\n\r\n')
    const names = head.split('\r\n').flatMap((line) => (/^[\t ]/.test(line) ? [] : [line.split(':')[0]]))
    expect([text, names.sort()]).toEqual([
      text,
      HEADERS.filter((name) => name !== 'Subject' || headerText(text) !== ''),
    ])
    expect([text, /[^\r\n\x20-\x7e\t]/.test(raw)]).toEqual([text, false])
    expect(raw.split('\r\n').every((line) => line.length <= 998)).toBe(true)
    const parsed = await simpleParser(raw)
    expect(parsed.to && !Array.isArray(parsed.to) && parsed.to.value.map((to) => to.address)).toEqual([
      'ana@shop.example',
    ])
  }
})

const HEADERS = [
  'Content-Type',
  'Date',
  'From',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'MIME-Version',
  'Message-ID',
  'Subject',
  'To',
  'X-Perennial-Message',
]

async function headerLines(email: Parameters<typeof mimeMessage>[0]): Promise<string[]> {
  const raw = Buffer.from(mimeMessage(email)).toString('latin1')
  return (raw.split('\r\n\r\n')[0] ?? '').split('\r\n')
}
