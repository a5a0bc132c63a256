import { describe, expect, it } from 'vitest'
import { readSegment, readSegments } from '../../src/segments/index.ts'
import { aReading } from './a-segment.ts'

const VIP = 'segment: vip\nwho: {all: [{orders: at least 5}]}\n'

function read(files: Readonly<Record<string, string>>, stages: readonly string[] = []) {
  const sources = Object.entries(files).map(([name, text]) => ({ file: `segments/${name}.yaml`, text }))
  const { value = [], problems } = readSegments(sources, aReading({ stages }))
  return { names: value.map(({ name }) => name), problems }
}

describe('a segment file', () => {
  it('gives name, title, tags and guard', () => {
    const text = [
      'segment: vip',
      'title: Very important',
      'who: {all: [{orders: at least 5}]}',
      'guard: {daily_change: at most 25 percent, size: at most 7.5 percent}',
      'tags: [retention]',
    ].join('\n')
    const { value, problems } = readSegment('segments/vip.yaml', text, aReading())
    expect(problems).toEqual([])
    expect(value).toMatchObject({ name: 'vip', title: 'Very important', tags: ['retention'] })
    expect(value?.guard).toMatchObject({ dailyChange: { share: 0.25, place: { line: 4 } }, size: { share: 0.075 } })
  })

  it('is called like its file, and says so first', () => {
    const named = (text: string, file = 'segments/vip.yaml') => readSegment(file, text, aReading()).problems
    expect(named(VIP.replace('vip', 'vpi'))).toMatchObject([{ code: 'wrong-name', try: 'segment: vip' }])
    expect(named('who: {all: [{orders: at least 5}]}')).toMatchObject([{ code: 'missing-name' }])
    expect(named('title: x\nsegment: vip\nwho: {all: [{orders: at least 5}]}')).toMatchObject([{ code: 'wrong-order' }])
    expect(named(VIP, 'segments/V I P.yaml').map(({ code }) => code)).toContain('wrong-name')
  })

  it('knows no other keys', () => {
    const { problems } = readSegment('segments/vip.yaml', `${VIP}titel: x\n`, aReading())
    expect(problems).toMatchObject([{ code: 'unknown-key', hint: 'did you mean "title"?', place: { line: 3 } }])
  })

  it('needs a who', () => {
    const { problems } = readSegment('segments/vip.yaml', 'segment: vip\n', aReading())
    expect(problems).toMatchObject([{ code: 'missing-key', place: { line: 1 } }])
  })

  it('shows how a bound is written', () => {
    const { problems } = readSegment('segments/vip.yaml', `${VIP}guard: {size: 40%}\n`, aReading())
    expect(problems).toMatchObject([{ code: 'wrong-guard', try: 'size: at most 40 percent' }])
  })
})

describe('the segments of a shop', () => {
  it('stand after those they need', () => {
    const loyal = 'segment: loyal\nwho: {all: [{in_segment: vip}, {last_order: today}]}\n'
    expect(read({ loyal, vip: VIP })).toEqual({ names: ['vip', 'loyal'], problems: [] })
  })

  it('name segments that exist', () => {
    const loyal = 'segment: loyal\nwho: {all: [{in_segment: vpi}]}\n'
    const { names, problems } = read({ loyal, vip: VIP })
    expect(names).toEqual(['vip'])
    expect(problems).toMatchObject([
      { code: 'unknown-segment', hint: 'did you mean "vip"?', try: 'in_segment: vip', place: { line: 2 } },
    ])
  })

  it('are told of unknown names beside every other problem of their file', () => {
    const loyal = 'segment: loyal\nwho: {all: [{orders: 5}, {in_segment: vpi}]}\ntitel: Loyal\n'
    const { problems } = read({ loyal, vip: VIP })
    expect(problems.map(({ code }) => code).sort()).toEqual(['bare-number', 'unknown-key', 'unknown-segment'])
  })

  it('never wait for themselves', () => {
    const a = 'segment: a\nwho: {any: [{in_segment: b}]}\n'
    const b = 'segment: b\nwho: {any: [{entered_segment: {name: c, within: 3 days}}]}\n'
    const c = 'segment: c\nwho: {none: [{in_segment: a}]}\n'
    const { names, problems } = read({ a, b, c, vip: VIP })
    expect(names).toEqual(['vip'])
    expect(problems).toMatchObject([{ code: 'segment-ring', message: 'a needs itself: a → b → c → a' }])
  })

  it('counts a stage that asks for the stage as a ring', () => {
    const vip = 'segment: vip\nwho: {all: [{stage: vip}]}\n'
    expect(read({ vip }, ['vip']).problems).toMatchObject([{ code: 'segment-ring' }])
  })

  it('are what the stages of the shop file name', () => {
    const { problems } = read({ vip: VIP }, ['vip', 'lost'])
    expect(problems).toMatchObject([{ code: 'unknown-segment', place: { file: 'perennial.yaml' } }])
  })

  it('go on without a broken one and what needs it', () => {
    const loyal = 'segment: loyal\nwho: {all: [{in_segment: vip}]}\n'
    const { names, problems } = read({
      loyal,
      vip: 'segment: vip\nwho: {all: [{orders: 5}]}\n',
      new: VIP.replace('vip', 'new'),
    })
    expect(names).toEqual(['new'])
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toContain('warning needs-broken')
  })
})
