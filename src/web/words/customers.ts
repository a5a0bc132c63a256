import { type CustomerPastWord, customerPastWords } from './customer-past.ts'
import { type CustomerRightsWord, customerRightsWords } from './customer-rights.ts'
import { type CustomerSheetWord, customerSheetWords } from './customer-sheet.ts'
import { joinWords } from './join-words.ts'
import type { WordList } from './say.ts'

/** Words of the search for customers and of the page of one. */
export type CustomersWord = CustomerSheetWord | CustomerPastWord | CustomerRightsWord

export const customersWords: WordList<CustomersWord> = joinWords(
  customerSheetWords,
  customerPastWords,
  customerRightsWords,
)
