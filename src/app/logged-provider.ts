import type { Clock } from '../clock.ts'
import type { Log } from '../log/index.ts'
import type { Provider, SendAnswer, SendRequest } from '../providers/index.ts'

/** The same provider, with a line in the log for each request it answers: ids of messages, never whose they are. */
export function loggedProvider(provider: Provider, log: Log, clock: Clock): Provider {
  return {
    ...provider,
    async send(request, signal) {
      const began = clock.now()
      const answer = await provider.send(request, signal)
      tell(provider.name, log, request, answer, clock.now() - began)
      return answer
    },
  }
}

function tell(provider: string, log: Log, { key, messages }: SendRequest, answer: SendAnswer, ms: number): void {
  const accepted: string[] = []
  for (const [i, result] of answer.results.entries()) {
    const { id = '' } = messages[i] ?? {}
    if (result.outcome === 'accepted') accepted.push(id)
    else
      log.warn('message not accepted', { provider, key, message: id, outcome: result.outcome, reason: result.reason })
  }
  log.info('request answered', {
    provider,
    key,
    ms,
    accepted: accepted.length,
    of: messages.length,
    messages: accepted,
  })
  if (answer.limits) log.debug('limits told', { provider, ...answer.limits })
  if (answer.halt) log.error('sending halted', { provider, ...answer.halt })
}
