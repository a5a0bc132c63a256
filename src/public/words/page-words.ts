/** What the public pages say, in one language. `{shop}` and `{day}` stand for values. */
export interface PageWords {
  readonly leave: {
    readonly title: string
    readonly text: string
    readonly button: string
    readonly choose: string
  }
  readonly left: { readonly title: string; readonly text: string; readonly back: string }
  readonly preferences: {
    readonly title: string
    readonly text: string
    readonly topics: string
    readonly allMarketing: string
    readonly pause: string
    readonly noPause: string
    /** `{days}` is 30, 60 or 90. */
    readonly pauseFor: string
    readonly pausedUntil: string
    readonly language: string
    readonly opens: string
    readonly save: string
    readonly saved: string
    readonly leaveAll: string
  }
  readonly confirm: {
    readonly title: string
    readonly text: string
    readonly button: string
    readonly done: string
    readonly doneText: string
  }
  readonly missing: { readonly title: string; readonly text: string }
  readonly busy: { readonly title: string; readonly text: string }
}
