import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DbContext, OpenDb } from '../../src/db/index.ts'
import { takeBounce } from '../../src/track/index.ts'
import { queued, subscribers } from '../deliver/a-delivery.ts'
import { openInstallation } from './webhooks.ts'

const now = Date.UTC(2026, 10, 22, 12)
let open: OpenDb
let ctx: DbContext
beforeEach(async () => {
  open = await openInstallation()
  ctx = { ...open, now }
  await subscribers(open.db, 1)
  await queued(open.db, [{ key: 7, customer: 1, state: 'submitted', submitted_at: now - 1000, provider: 'smtp' }])
})
afterEach(() => open.close())

describe('a bounce in a mailbox', () => {
  it('that says 5.x.x suppresses the customer, by the Message-ID of our email', async () => {
    expect(await takeBounce(ctx, report())).toBe(1)
    expect(await events()).toEqual([{ kind: 'bounced', detail: 'permanent', message: 7 }])
    expect(await open.db.selectFrom('suppressions').select('reason').execute()).toEqual([{ reason: 'bounced' }])
  })

  it('read twice counts once', async () => {
    await takeBounce(ctx, report())
    expect(await takeBounce(ctx, report())).toBe(0)
    expect(await events()).toHaveLength(1)
  })

  it('that says 4.x.x or delayed may pass', async () => {
    await takeBounce(ctx, report({ action: 'delayed', status: '4.4.1', id: 'a' }))
    await takeBounce(ctx, report({ action: 'failed', status: '4.2.2', id: 'b' }))
    expect((await events()).map(({ detail }) => detail)).toEqual(['transient', 'transient'])
    expect(await open.db.selectFrom('suppressions').select('reason').execute()).toEqual([])
  })

  it('may give only the headers of our email, or the whole of it', async () => {
    expect(await takeBounce(ctx, report({ original: 'message/rfc822', id: 'a' }))).toBe(1)
    expect(await takeBounce(ctx, report({ original: 'text/rfc822-headers', id: 'b' }))).toBe(1)
  })

  it('about a stranger’s email, a delivery that went well, an answer of a person and rubbish say nothing', async () => {
    expect(await takeBounce(ctx, report({ message: 'ffffffff-7@shop.example' }))).toBe(0)
    expect(await takeBounce(ctx, report({ message: '8f3a01bc-999@shop.example' }))).toBe(0)
    expect(await takeBounce(ctx, report({ action: 'delivered', status: '2.0.0' }))).toBe(0)
    expect(await takeBounce(ctx, Buffer.from('From: ana@shop.example\r\nSubject: Thanks\r\n\r\n550 5.1.1 ha'))).toBe(0)
    expect(await takeBounce(ctx, Buffer.from([0, 255, 13, 10, 13]))).toBe(0)
    expect(await events()).toEqual([])
  })
})

function report(told: Partial<Record<'action' | 'status' | 'id' | 'message' | 'original', string>> = {}): Buffer {
  const { action = 'failed', status = '5.1.1', id = 'r1', original = 'text/rfc822-headers' } = told
  const { message = '8f3a01bc-7@shop.example' } = told
  return Buffer.from(
    [
      'From: MAILER-DAEMON@mx.example',
      'To: bounces@shop.example',
      `Message-ID: <${id}@mx.example>`,
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'I am sorry to inform you that your message could not be delivered.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; ana@shop.example',
      `Action: ${action}`,
      `Status: ${status}`,
      'Diagnostic-Code: smtp; 550 5.1.1 <ana@shop.example>: no such',
      '    user here',
      '--b',
      `Content-Type: ${original}`,
      '',
      'From: Kava <hej@shop.example>',
      `Message-ID: <${message}>`,
      'Subject: Happy birthday',
      '',
      'Hello',
      '--b--',
      '',
    ].join('\r\n'),
  )
}

function events() {
  return open.db.selectFrom('message_events').select(['kind', 'detail', 'message']).orderBy('key').execute()
}
