import { invariant, standstills } from '../../deliver/index.ts'
import { strains, strainWords } from '../../track/index.ts'
import { broken, type Check, type Finding, ok, warning } from '../finding.ts'

/** Whether anything holds emails back, and whether the books of all messages balance (SEND-14). */
export const sending: Check = {
  name: 'sending',
  doc: 'nothing holds emails back, and the books balance',
  async look({ app, now }) {
    const halts = await standstills({ db: app.db, now })
    const findings: Finding[] = halts.map(({ reason, until }) => {
      return until === null
        ? broken(`Nothing is sent: ${reason}`, 'perennial resume')
        : warning(`Nothing is sent for now: ${reason}`)
    })
    const paused = await app.db
      .selectFrom('campaign_pauses')
      .select(['campaign', 'reason', 'accepted', 'counted', 'note'])
      .where('released_at', 'is', null)
      .execute()
    for (const { campaign, reason, accepted, counted, note } of paused) {
      if (reason === 'operator') {
        findings.push(warning(`${campaign} is paused: ${note ?? ''}`, `perennial resume ${campaign}`))
        continue
      }
      const says = `${campaign} stopped itself: ${counted} ${reason} among ${accepted} emails`
      findings.push(broken(says, `find out why, then: perennial resume ${campaign}`))
    }
    const names = app.campaigns.map(({ name }) => name)
    for (const strain of await strains(app.at(now), names)) {
      findings.push(warning(strainWords(strain), REPAIR[strain.reason]))
    }
    for (const fault of (await invariant(app)).faults) findings.push(broken(`The books do not balance: ${fault}`))
    return findings.length > 0 ? findings : ok('Nothing holds emails back, and the books balance')
  },
}

const REPAIR = {
  bounces: 'look where these addresses come from',
  complaints: 'look whether these people asked for these emails',
} as const
