import { describe, expect, it } from 'vitest'
import { StackedArea } from '../../src/web/charts/index.ts'

/** The shapes of a picture of two stages, each as the corners of its stretches, drawn one over the other. */
function shapesOf(values: readonly (readonly number[] | undefined)[]): string[][] {
  const picture = String(
    StackedArea({
      ...{ id: 'stages', title: 'Stages', finding: 'new grew', width: 600, height: 300 },
      data: {
        names: ['new', 'lapsed'],
        colours: ['c1', 'c2'],
        points: values.map((of, x) => ({ x, values: of })),
        ticks: [],
        number: String,
      },
    }),
  )
  return [...picture.matchAll(/<path class="(\w+) layer" d="([^"]*)"/g)].map(([, colour = '', path = '']) => [
    colour,
    ...path.split(/(?=M)/).map((stretch) => cornersOf(stretch).join(' ')),
  ])
}

/** Where the steps of a stretch lead: `x,y` along the edge, then the ground. */
function cornersOf(stretch: string): string[] {
  const [, startX = '', startY = '', steps = '', ground = ''] =
    /^M([\d.]+),([\d.]+)((?:l[\d.,-]+)*)V([\d.]+)H[\d.]+z$/.exec(stretch) ?? []
  let [x, y] = [Number(startX), Number(startY)]
  const corners = [`${x},${y}`]
  for (const [, dx = '', dy = ''] of steps.matchAll(/l(-?[\d.]+),?(-?[\d.]+)/g)) {
    ;[x, y] = [Math.round((x + Number(dx)) * 10) / 10, Math.round((y + Number(dy)) * 10) / 10]
    corners.push(`${x},${y}`)
  }
  return [...corners, `ground ${ground}`]
}

describe('a stacked area', () => {
  it('draws what lies on top first, down to the ground, so that each covers what is not its own', () => {
    expect(
      shapesOf([
        [10, 90],
        [20, 80],
        [40, 20],
      ]),
    ).toEqual([
      ['c1', '52,8 242,8 432,114.4 ground 274'],
      ['c2', '52,34.6 242,61.2 432,220.8 ground 274'],
    ])
  })

  it('leaves days out that nobody counted', () => {
    expect(shapesOf([[0, 100], [0, 50], undefined, [0, 25], [0, 100]])[1]).toEqual([
      'c2',
      '52,8 147,141 ground 274',
      '337,207.5 432,8 ground 274',
    ])
  })
})
