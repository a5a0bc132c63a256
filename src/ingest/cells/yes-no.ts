/** 1 for yes, true, 1; 0 for no, false, 0, in any case; undefined for anything else. */
export function readYesNo(text: string): 0 | 1 | undefined {
  const word = text.toLowerCase()
  if (word === 'yes' || word === 'true' || word === '1') return 1
  if (word === 'no' || word === 'false' || word === '0') return 0
  return undefined
}
