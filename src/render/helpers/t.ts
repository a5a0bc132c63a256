import { type Call, needed } from './call.ts'

/** `{{t "welcome.title" name=customer.first_name}}`: a text of `templates/locales/`, in the message's language. */
export function t(this: unknown, key: unknown, call: Call): string {
  for (const name of Object.keys(call.hash)) needed(call.hash[name], call)
  return call.data.formats.text(String(key), call.hash)
}
