/** Lines around a change. */
const CONTEXT = 2
/** Beyond so many lines a text is not compared line by line. */
const MOST_LINES = 2000

type Line = readonly [mark: ' ' | '-' | '+', text: string]

/** Two texts as a unified diff without a heading; empty where they are equal. */
export function textDiff(before: string, after: string): string {
  if (before === after) return ''
  const [old, own] = [before.split('\n'), after.split('\n')]
  if (old.length + own.length > MOST_LINES)
    return [...old.map((line) => `-${line}`), ...own.map((line) => `+${line}`)].join('\n')
  return hunks(compared(old, own)).join('\n')
}

/** The longest common subsequence, walked from the top. */
function compared(old: readonly string[], own: readonly string[]): Line[] {
  const common = Array.from({ length: old.length + 1 }, () => new Uint32Array(own.length + 1))
  const at = (i: number, j: number) => common[i]?.[j] ?? 0
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = own.length - 1; j >= 0; j--) {
      const row = common[i]
      if (row) row[j] = old[i] === own[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < own.length) {
    if (i < old.length && j < own.length && old[i] === own[j]) {
      lines.push([' ', old[i++] ?? ''])
      j++
    } else if (j >= own.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) lines.push(['-', old[i++] ?? ''])
    else lines.push(['+', own[j++] ?? ''])
  }
  return lines
}

/** What changed with the lines around it; `…` where lines are left out. */
function hunks(lines: readonly Line[]): string[] {
  const near = lines.map((_line, i) =>
    lines.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some(([mark]) => mark !== ' '),
  )
  return lines.flatMap(([mark, text], i) => {
    if (near[i]) return [`${mark}${text}`]
    return near[i + 1] ? ['…'] : []
  })
}
