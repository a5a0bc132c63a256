/** How many of `of` reach a goal that each reaches with the chance `rate`. */
export function drawReached(random: () => number, of: number, rate: number): number {
  let reached = 0
  if (rate >= 0.2) {
    for (let i = 0; i < of; i++) if (random() < rate) reached++
    return reached
  }
  if (rate <= 0) return 0
  // From one that reaches it to the next.
  const stay = Math.log1p(-rate)
  for (let at = skip(random, stay); at < of; at += 1 + skip(random, stay)) reached++
  return reached
}

function skip(random: () => number, stay: number): number {
  return Math.floor(Math.log(1 - random()) / stay)
}
