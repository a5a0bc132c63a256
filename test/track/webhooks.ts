import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { OpenDb } from '../../src/db/index.ts'
import { messageId } from '../../src/deliver/index.ts'
import { openTestDb } from '../support/open-test-db.ts'

export const secret = `whsec_${Buffer.from('a secret of these tests, long enough').toString('base64')}`
export const oldSecret = `whsec_${Buffer.from('the secret before, long enough too').toString('base64')}`

/** The headers with which a mail service proves a body (svix). `at` in ms since the epoch. */
export function signed(body: string, { id = 'msg_1', at = Date.now(), by = secret } = {}): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000))
  const key = Buffer.from(by.replace('whsec_', ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` }
}

/** A fresh database of the installation `8f3a01bc`. */
export async function openInstallation(): Promise<OpenDb> {
  const open = await openTestDb()
  await sql`insert into instance (name, value) values ('id', '8f3a01bc')`.execute(open.db)
  return open
}

/** The body of an event about a message of the installation `8f3a01bc`. */
export function eventBody(type: string, message: number, at: number, more: Record<string, unknown> = {}): string {
  const tags = { mid: messageId('8f3a01bc', message) }
  const data = { email_id: `p-${message}`, to: ['ana@shop.example'], subject: 'Hi', tags, ...more }
  return JSON.stringify({ type, created_at: new Date(at).toISOString(), data })
}
