import { spawnSync } from 'node:child_process'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Difference } from '../../src/diff/index.ts'
import type { Plan } from '../../src/plan/index.ts'
import { type ShopFolder, shopFolder } from '../cli/run-in-shop.ts'

const DAY = ['--as-of', '2026-11-22']
const SEGMENTS = ['at-risk', 'dormant', 'high-value', 'lapsed', 'new']
let shop: ShopFolder
let before: Snapshot

/** Who is in what and who gets what, asked command by command. */
interface Snapshot {
  readonly members: ReadonlyMap<string, readonly string[]>
  readonly sends: ReadonlyMap<string, Plan['entries'][number]>
}

beforeAll(async () => {
  shop = shopFolder('2026-11-22T08:00:00Z', 'empty')
  await shop.run('init', '.', '--demo', '--yes', ...DAY)
  git('init', '-q')
  writeFileSync(join(shop.dir, '.gitignore'), 'data/\n')
  git('add', '.')
  git('commit', '-q', '-m', 'Rules')
  before = await snapshot()
})

afterAll(() => shop.remove())

beforeEach(() => {
  git('checkout', '-q', '-f', 'HEAD')
  git('clean', '-q', '-f', '-d', 'segments', 'campaigns', 'templates')
})

function git(...words: string[]): void {
  const who = ['-c', 'user.name=Shop', '-c', 'user.email=shop@kava.example']
  const { status, stderr } = spawnSync('git', [...who, ...words], { cwd: shop.dir, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

async function snapshot(): Promise<Snapshot> {
  const members = new Map<string, string[]>()
  for (const name of SEGMENTS) {
    const ran = await shop.run('members', name, '--json', ...DAY)
    if (ran.code === 0) members.set(name, ran.json<{ customers: string[] }>().customers)
  }
  const plan = (await shop.run('plan', '--json', ...DAY)).json<Plan>()
  const sends = plan.entries.filter(({ decision }) => decision === 'send')
  return { members, sends: new Map(sends.map((entry) => [keyOf(entry), entry])) }
}

function keyOf({ campaign, step, customer, occasion }: Plan['entries'][number]): string {
  return JSON.stringify([campaign, step, customer, occasion])
}

/** What two snapshots differ in, as `diff` should count it: `lapsed +3 -1`, `win-back +3 -0 ~1`. */
function expected(after: Snapshot): string[] {
  const segments = [...new Set([...before.members.keys(), ...after.members.keys()])].sort().flatMap((name) => {
    const [old, own] = [before.members.get(name) ?? [], after.members.get(name) ?? []]
    const [more, fewer] = [own.filter((id) => !old.includes(id)), old.filter((id) => !own.includes(id))]
    return more.length + fewer.length > 0 ? [`${name} +${more.length} -${fewer.length}`] : []
  })
  const campaigns = [...new Set([...before.sends.values(), ...after.sends.values()].map((entry) => entry.campaign))]
  const emails = campaigns.sort().flatMap((campaign) => {
    const of = (sends: Snapshot['sends']) => [...sends].filter(([, entry]) => entry.campaign === campaign)
    const appear = of(after.sends).filter(([key]) => !before.sends.has(key)).length
    const vanish = of(before.sends).filter(([key]) => !after.sends.has(key)).length
    const move = of(after.sends).filter(([key, entry]) => {
      const old = before.sends.get(key)
      return old && (old.sendAt !== entry.sendAt || old.variant !== entry.variant)
    }).length
    return appear + vanish + move > 0 ? [`${campaign} +${appear} -${vanish} ~${move}`] : []
  })
  return [...segments, ...emails]
}

function found({ segments, campaigns }: Difference): string[] {
  return [
    ...segments.flatMap(({ segment, entering, leaving }) =>
      entering.number + leaving.number > 0 ? [`${segment} +${entering.number} -${leaving.number}`] : [],
    ),
    ...campaigns.flatMap(({ campaign, appear, vanish, move }) =>
      appear.number + vanish.number + move.number > 0
        ? [`${campaign} +${appear.number} -${vanish.number} ~${move.number}`]
        : [],
    ),
  ]
}

function edit(file: string, from: string | RegExp, to: string): void {
  const path = join(shop.dir, file)
  const text = readFileSync(path, 'utf8')
  const edited = text.replace(from, to)
  if (edited === text) throw new Error(`${file} has nothing to edit`)
  writeFileSync(path, edited)
}

const edits: Record<string, () => void> = {
  'a segment asks for other days': () =>
    edit('segments/lapsed.yaml', /more than \d+ days ago/, 'more than 120 days ago'),
  'a segment asks for fewer orders': () => edit('segments/at-risk.yaml', 'orders: at least 2', 'orders: at least 1'),
  'a ranked segment takes in more': () => edit('segments/high-value.yaml', 'top 10 percent', 'top 30 percent'),
  'a segment is added': () =>
    writeFileSync(
      join(shop.dir, 'segments/dormant.yaml'),
      'segment: dormant\nwho:\n  all:\n    - last_order: more than 300 days ago\n',
    ),
  'a campaign asks for an audience': () =>
    edit('campaigns/welcome.yaml', /^starts:/m, 'who: {none: [{country: HR}]}\nstarts:'),
  'a campaign goes at another hour': () => edit('campaigns/birthday.yaml', 'send_at: 09:00', 'send_at: 11:30'),
  'a campaign is taken away': () => rmSync(join(shop.dir, 'campaigns/anniversary.yaml')),
  'a campaign is renamed': () => {
    renameSync(join(shop.dir, 'campaigns/post-purchase.yaml'), join(shop.dir, 'campaigns/after-purchase.yaml'))
    edit('campaigns/after-purchase.yaml', 'campaign: post-purchase', 'campaign: after-purchase')
  },
  'another campaign wins the day': () =>
    edit('campaigns/win-back.yaml', 'send_at: 09:00', 'priority: 95\nsend_at: 09:00'),
  'the shop keeps other quiet hours': () =>
    edit('perennial.yaml', /^quiet: .*$/m, 'quiet: 21:00 to 10:30 customer time'),
}

describe('diff of an edit is the difference of the two full plans', () => {
  it.each(Object.keys(edits))('%s', async (name) => {
    edits[name]?.()
    const difference = (await shop.run('diff', '--json', ...DAY)).json<Difference>()
    const wanted = expected(await snapshot())
    expect(found(difference)).toEqual(wanted)
    expect(difference.files).toHaveLength(1)
    for (const { causes } of [...difference.segments, ...difference.campaigns]) {
      expect(causes.map(({ file }) => file)).toEqual([difference.files[0]?.file])
    }
  })

  it('of all ten together too', async () => {
    for (const work of Object.values(edits)) work()
    const difference = (await shop.run('diff', '--json', ...DAY)).json<Difference>()
    const wanted = expected(await snapshot())
    expect(wanted.length).toBeGreaterThan(6)
    expect(found(difference)).toEqual(wanted)
    expect(difference.files).toHaveLength(10)
  })
})
