import type { Check } from '../finding.ts'
import { addresses } from './addresses.ts'
import { clock } from './clock.ts'
import { copies } from './copies.ts'
import { database } from './database.ts'
import { disk } from './disk.ts'
import { dkim } from './dkim.ts'
import { dmarc } from './dmarc.ts'
import { erasures } from './erasures.ts'
import { files } from './files.ts'
import { freeRoom } from './free-room.ts'
import { integrity } from './integrity.ts'
import { links } from './links.ts'
import { node } from './node.ts'
import { queue } from './queue.ts'
import { retention } from './retention.ts'
import { schedule } from './schedule.ts'
import { secrets } from './secrets.ts'
import { sending } from './sending.ts'
import { server } from './server.ts'
import { service } from './service.ts'
import { spf } from './spf.ts'
import { webhooks } from './webhooks.ts'

/** All checks, in the order in which they are shown: this computer, the way out, the way back, the work. */
export const checks: readonly Check[] = [
  ...[node, files, database, server, integrity, disk, freeRoom, copies, erasures, retention, secrets, clock],
  ...[service, spf, dkim, dmarc, links, webhooks, addresses],
  ...[schedule, sending, queue],
]
