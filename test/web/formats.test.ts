import { describe, expect, it } from 'vitest'
import { formatsFor } from '../../src/web/view/formats.ts'
import { peopleAs } from '../../src/web/view/people.ts'
import { withParams } from '../../src/web/view/links.ts'
import { languageIn, sayIn } from '../../src/web/words/index.ts'

const shop = { timeZone: 'Europe/Zagreb', currency: 'EUR' }
const now = Date.UTC(2026, 10, 22, 8, 30)
const until = { until: 'Until {day}. With {n}.' }
const words = { en: until, hr: until, sl: until, cs: until, lv: until }
const plain = (text: string) => text.replaceAll(/\s/g, ' ')

describe('an operator reads', () => {
  it('numbers, money, days and instants in their own language, on the shop’s clock', () => {
    const [en, hr, cs] = (['en', 'hr', 'cs'] as const).map((language) => formatsFor(language, shop, now))
    expect(en?.number(2481)).toBe('2,481')
    expect(hr?.number(2481)).toBe('2.481')
    expect(plain(cs?.number(12481) ?? '')).toBe('12 481')
    expect(en?.money(21_200)).toBe('€212.00')
    expect(en?.money(21_200, 'JPY')).toBe('JP¥21,200')
    expect(en?.day('2026-11-22')).toBe('22 Nov 2026')
    expect(en?.instant(now)).toBe('22 Nov 2026, 09:30')
    expect(plain(hr?.percent(0.197) ?? '')).toBe('19,7 %')
  })

  it('ages in words, and near days by their weekday', () => {
    const en = formatsFor('en', shop, now)
    expect(en.ago(now - 4 * 60_000)).toBe('4 minutes ago')
    expect(en.ago(now - 90_000_000)).toBe('yesterday')
    expect(en.ago(now + 2 * 86_400_000)).toBe('in 2 days')
    // 22 November, 09:30 in Zagreb: the evening before that is 181 days of the calendar away, and 180 times 24 hours.
    expect(en.ago(Date.UTC(2026, 4, 25, 20))).toBe('181 days ago')
    expect(en.near(now + 86_400_000)).toBe('Mon 09:30')
    expect(en.near(now - 10 * 86_400_000)).toBe('12 Nov 2026, 09:30')
  })

  it('days of every year, months and ages in days', () => {
    const [en, hr, lv] = (['en', 'hr', 'lv'] as const).map((language) => formatsFor(language, shop, now))
    expect(en?.yearly({ month: 2, date: 29, year: 0 })).toBe('29 February')
    expect(hr?.yearly({ month: 4, date: 19, year: 1992 })).toBe('19. travnja 1992.')
    expect(lv?.month('2026-11')).toBe('2026. g. novembris')
    expect(hr?.daysAgo(181)).toBe('prije 181 dan')
    expect(en?.daysAgo(-1)).toBe('tomorrow')
  })

  it('one dot at the end of a sentence, whatever its last value ends in', () => {
    const format = formatsFor('hr', shop, now)
    const say = sayIn({ ...words, hr: { until: 'Do {day}. Uz {n}.' } }, 'hr')
    expect(plain(say('until', { day: format.day('2026-11-22'), n: 'a/..' }))).toBe('Do 22. stu 2026. Uz a/...')
  })

  it('the first of our languages that the browser asks for', () => {
    expect(languageIn('de-DE,hr-HR;q=0.8,en;q=0.5')).toBe('hr')
    expect(languageIn('en;q=0.1,cs;q=0.9')).toBe('cs')
    expect(languageIn('de')).toBeUndefined()
    expect(languageIn(undefined)).toBeUndefined()
  })
})

describe('a customer', () => {
  const maja = { id: '4711', email: 'maja@kava.example', first_name: 'Maja', last_name: 'Horvat' }

  it('is called by name, else by address, else by id', () => {
    const { name } = peopleAs('shown')
    expect(name(maja)).toBe('Maja Horvat')
    expect(name({ ...maja, first_name: null, last_name: null })).toBe('maja@kava.example')
    expect(name({ id: '4711', email: null })).toBe('4711')
  })

  it('masked keeps one invented name, which tells nothing of the real one', () => {
    const masked = peopleAs('masked')
    expect(masked.name(maja)).toBe(masked.name({ id: '4711' }))
    expect(masked.name(maja)).not.toMatch(/Maja|Horvat/)
    expect(masked.email(maja)).toMatch(/@masked\.example$/)
    expect(masked.hidden('Zagreb')).toBe('•••')
    expect(masked.said('550 <maja@kava.example>: unknown')).toBe('550 <•••>: unknown')
  })
})

it('a filter lives in the address, and an address never leads to another host', () => {
  const url = new URL('http://127.0.0.1:4600/runs?state=done&after=7')
  expect(withParams(url, { after: undefined, q: 'á b' })).toBe('/runs?state=done&q=%C3%A1+b')
  expect(withParams(new URL('http://127.0.0.1//evil.example'), {})).toBe('/evil.example')
})
