/** A claimed message will never be sent: its sentence, then key and attempt as the fence. */
export const FAIL = `
  update messages
  set state = 'failed', error = ?, lease_until = null
  where key = ?
    and attempt = ?
    and state = 'claimed'`

/** Nobody knows whether a claimed message was sent: its sentence, then key and attempt as the fence. */
export const UNCERTAIN = `
  update messages
  set state = 'uncertain', error = ?, lease_until = null
  where key = ?
    and attempt = ?
    and state = 'claimed'`
