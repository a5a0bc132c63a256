/** What a line of a query may begin with that is no continuation of the line before. */
const CLAUSE =
  /^(select|from|where|and|or|group by|order by|having|limit|(left |cross |inner )?join|union|with|as |--|\)|[a-z_0-9]+ as (materialized )?\()/

/** SQL whose parts were written in different places, indented by its brackets and without blank lines. */
export function layOutSql(text: string): string {
  let depth = 0
  const lines = text.split('\n').flatMap((line) => {
    const words = line.trim()
    if (words === '') return []
    const closing = /^\)+/.exec(words)?.[0].length ?? 0
    const indent = 2 * Math.max(0, depth - closing) + (CLAUSE.test(words) ? 0 : 2)
    depth += bracketsOf(words)
    return [' '.repeat(indent) + words]
  })
  return lines.join('\n')
}

/** How many brackets a line leaves open; those in texts and comments are none. */
function bracketsOf(line: string): number {
  const code = line.replaceAll(/'(?:[^']|'')*'/g, '').replace(/--.*$/, '')
  return (code.match(/\(/g)?.length ?? 0) - (code.match(/\)/g)?.length ?? 0)
}
