/** A short phrase in its one spelling: single blanks, `1 day` and `2 days`, `09:00` for `9:00`. */
export function tidyPhrase(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/(?<![\d:.])(\d):(\d\d)\b/g, '0$1:$2')
    .replaceAll(/(?<![\d.])(\d+)( marketing)? (hour|day|week|month|year|email)s?\b/g, agreeing)
}

function agreeing(_: string, count: string, kind = '', unit: string): string {
  return `${count}${kind} ${unit}${Number(count) === 1 ? '' : 's'}`
}
