/** Names that emails and rules of a random world share. */
export const CAMPAIGNS = ['welcome', 'win-back', 'Win-Back', 'birthday']
export const TOPICS = ['news', 'offers']
export const LINKS = ['https://kava.example/SALE', 'https://kava.example/čaj?x=1', 'https://kava.example/']
