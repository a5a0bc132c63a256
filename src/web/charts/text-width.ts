/** About how wide a text is, in pixels: there is nobody to measure it. */
export function wideAs(text: string): number {
  return text.length * 6.8
}

/** A text in lines that are at most so many pixels wide, broken between words. */
export function linesOf(text: string, most: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim()
    if (lines.length > 0 && wideAs(longer) <= most) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
