/** A table; cells hold no line breaks, `|` is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

/** Text as code. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``
}

/** A link to a heading, in this page or another one. */
export function link(text: string, heading: string, page = ''): string {
  return `[${text}](${page}#${anchor(heading)})`
}

/** The anchor that GitHub gives to a heading. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

/** A page of the reference: its parts with blank lines between them, and where it comes from. */
export function page(title: string, ...parts: readonly string[]): string {
  const note = '<!-- Made by `npm run reference` from the program itself: change that, not this page. -->'
  return `${[note, `# ${title}`, '[All pages](index.md)', ...parts.filter((part) => part !== '')].join('\n\n')}\n`
}
