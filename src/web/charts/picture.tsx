import type { PropsWithChildren } from 'hono/jsx'

/** What every picture is told: an id of its own on the page, its title, and what it shows in words. */
export interface PictureProps {
  readonly id: string
  readonly title: string
  readonly finding: string
  /** Pixels: text keeps its size whatever the width. */
  readonly width: number
}

/** The frame of a picture: an image with a title and a description. */
export function Picture(props: PropsWithChildren<PictureProps & { readonly height: number }>) {
  const { id, title, finding, width, height, children } = props
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{finding}</desc>
      {children}
    </svg>
  )
}

/** Pixels to a tenth: pages stay small. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** The class of the colour of the n-th of several things. */
export function colourOf(place: number): string {
  return `c${(place % 7) + 1}`
}

/** Moves labels apart that would overlap, by their heights in pixels (one for all, or each its own), and all inside `[top, bottom]`. */
export function spread(
  wanted: readonly number[],
  heights: number | readonly number[],
  [top, bottom]: readonly [number, number],
): number[] {
  const height = (i: number) => (typeof heights === 'number' ? heights : (heights[i] ?? 0))
  const gap = (i: number) => (height(i - 1) + height(i)) / 2
  const placed: number[] = []
  for (const [i, y] of wanted.entries()) placed.push(Math.max(y, i === 0 ? top : (placed[i - 1] ?? top) + gap(i)))
  let limit = bottom
  for (let i = placed.length - 1; i >= 0; i -= 1) {
    placed[i] = Math.min(placed[i] ?? 0, limit)
    limit = (placed[i] ?? 0) - (i === 0 ? 0 : gap(i))
  }
  return placed
}
