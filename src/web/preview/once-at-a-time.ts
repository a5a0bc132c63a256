/** Works for a question, or joins who asks it at this moment: nothing is remembered once it is answered. */
export type OnceAtATime<T> = (about: object, question: string, work: () => Promise<T>) => Promise<T>

/** Answers equal questions about the same thing together as long as the first of them is being worked on. */
export function onceAtATime<T>(): OnceAtATime<T> {
  const open = new WeakMap<object, Map<string, Promise<T>>>()
  return (about, question, work) => {
    const asked = open.get(about) ?? new Map<string, Promise<T>>()
    open.set(about, asked)
    const joined = asked.get(question)
    if (joined) return joined
    const answer = work().finally(() => asked.delete(question))
    asked.set(question, answer)
    return answer
  }
}
