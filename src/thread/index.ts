/** Work beside the event loop: a file of ours on a thread of its own, asked once. */
export { answerOnThread } from './answer-on-thread.ts'
export { type Asked, askThread } from './ask-thread.ts'
export { mayUseThreads } from './may-use-threads.ts'
