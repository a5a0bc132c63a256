import { expect, test } from 'vitest'
import { cook, serve } from './kitchen.ts'

async function textOf(inside: string) {
  return serve(await cook(inside)).text
}

test('paragraphs are apart, rows of a table together, cells beside each other', async () => {
  const inside =
    '<mj-text>One</mj-text><mj-text>Two<br>lines</mj-text><mj-table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></mj-table>'
  expect(await textOf(inside)).toBe('One\n\nTwo\nlines\n\na  b\nc  d')
})

test('a link shows where it leads, a place in the page does not', async () => {
  expect(await textOf('<mj-button href="https://kava.example/?a=1&amp;b=2">Shop</mj-button>')).toBe(
    'Shop → https://kava.example/?a=1&b=2',
  )
  expect(await textOf('<mj-text><a href="#top">Up</a></mj-text>')).toBe('Up')
})

test('a picture is its description, a decoration is nothing', async () => {
  const picture = (alt: string) => `<mj-image src="https://kava.example/a.png" alt="${alt}"/><mj-text>x</mj-text>`
  expect(await textOf(picture('A cup'))).toBe('A cup\n\nx')
  expect(await textOf(picture(''))).toBe('x')
})

test('a branch that is not taken leaves no hole', async () => {
  const inside =
    '<mj-text>a</mj-text><mj-raw>{{#if customer.age}}</mj-raw><mj-text>b</mj-text><mj-raw>{{else}}</mj-raw><mj-text>c</mj-text><mj-raw>{{/if}}</mj-raw><mj-text>d</mj-text>'
  expect(await textOf(inside)).toBe('a\n\nc\n\nd')
})

test('a list between rows fills row by row', async () => {
  const inside =
    '<mj-text>Yours</mj-text><mj-table>{{#each items}}<tr><td>{{quantity}}</td><td>{{name}}</td></tr>{{/each}}</mj-table><mj-text>Thanks</mj-text>'
  expect(await textOf(inside)).toBe('Yours\n\n2  Etiopija Yirgacheffe 250 g\n1  Keramička šalica\n\nThanks')
})

test('letters written as entities are letters; data that looks like one is not', async () => {
  expect(await textOf('<mj-text>Fish &amp; chips &ndash; {{default customer.nick "&amp;"}}</mj-text>')).toBe(
    'Fish & chips – &amp;',
  )
})

test('what is marked as not for the text stays out, and so does the preview line', async () => {
  const inside = '<mj-raw><tr class="not-in-text"><td>hidden</td></tr></mj-raw><mj-text>shown</mj-text>'
  expect(await textOf(inside)).toBe('shown')
})
