import type { PageWords } from './page-words.ts'

export const en: PageWords = {
  leave: {
    title: 'Stop the emails from {shop}?',
    text: 'One press and we stop. Emails about your orders still come.',
    button: 'Unsubscribe',
    choose: 'Choose what you get instead',
  },
  left: {
    title: 'You are unsubscribed.',
    text: 'No more news or offers from {shop}. Emails about your orders still come.',
    back: 'That was a mistake? Choose what you get',
  },
  preferences: {
    title: 'What may we write about?',
    text: 'Tick what you would like to get from {shop}. What you change here holds at once.',
    topics: 'Topics',
    allMarketing: 'News and offers',
    pause: 'Take a break',
    noPause: 'No break',
    pauseFor: '{days} days of quiet',
    pausedUntil: 'Quiet until {day}',
    language: 'Language',
    opens: 'You may count whether I open your emails',
    save: 'Save',
    saved: 'Saved.',
    leaveAll: 'Unsubscribe from everything',
  },
  confirm: {
    title: 'Would you like emails from {shop}?',
    text: 'Press the button, so that we know this address is yours.',
    button: 'Yes, write to me',
    done: 'Thank you!',
    doneText: 'You will hear from {shop}. Every email has a link to stop.',
  },
  missing: {
    title: 'This link leads nowhere.',
    text: 'Perhaps it was cut in two. Please open it from the email once more.',
  },
  busy: { title: 'One moment, please.', text: 'Too much is going on. Try again in a minute.' },
}
