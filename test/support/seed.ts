import fc from 'fast-check'

/** Random tests try the same inputs each time; `SEED=1 npm test` tries others. A failure prints its seed. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20_261_122) })
