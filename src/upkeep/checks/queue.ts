import { sql } from 'kysely'
import { broken, type Check, type Finding, ok, type Patient, warning } from '../finding.ts'
import { counted } from '../counted.ts'

const HOUR = 3_600_000

/** Emails that should be gone, and those of which nobody knows. */
export const queue: Check = {
  name: 'queue',
  doc: 'no email is overdue, and none uncertain',
  async look(patient) {
    const { queued, overdue, uncertain } = await counts(patient)
    const findings: Finding[] = []
    if (overdue > 0)
      findings.push(
        broken(
          `${counted(overdue, 'email')} should have gone more than an hour ago`,
          'perennial serve, or perennial send',
        ),
      )
    if (uncertain > 0) {
      findings.push(
        warning(`${counted(uncertain, 'email')} of which nobody knows whether it arrived`, 'perennial uncertain'),
      )
    }
    return findings.length > 0 ? findings : ok(`${counted(queued, 'email')} in the queue, none is uncertain`)
  },
}

async function counts({ app, now }: Patient) {
  const { rows } = await sql<{ queued: number; overdue: number; uncertain: number }>`
    select
      count(case when state <> 'uncertain' then 1 end) as queued,
      count(case when state <> 'uncertain' and send_at <= ${now - HOUR} then 1 end) as overdue,
      count(case when state = 'uncertain' then 1 end) as uncertain
    from messages
    where state in ('queued', 'claimed', 'uncertain')`.execute(app.db)
  const [{ queued = 0, overdue = 0, uncertain = 0 } = {}] = rows
  return { queued: Number(queued), overdue: Number(overdue), uncertain: Number(uncertain) }
}
