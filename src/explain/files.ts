import type { Explanation } from './explanation.ts'

/** How a file is written. */
export const aboutFiles: readonly Explanation[] = [
  {
    code: 'yaml-syntax',
    means: 'not YAML',
    why: 'Rules are YAML: two blanks a level, a dash before each line of a list, a colon and a blank after each key. Anchors, aliases and tags are left out on purpose, so that a rule reads the same to everybody.',
    snippet: 'segment',
    wrong: `segment: example
who:
  all:
    - orders: [at least 2`,
    right: `segment: example
who:
  all:
    - orders: at least 2`,
  },
  {
    code: 'empty-file',
    means: 'nothing is in the file',
    why: 'An empty file is mostly one that was not saved. Without a rule nobody could be meant.',
    snippet: 'segment',
    wrong: '# to be written',
    right: `segment: example
who:
  all:
    - orders: at least 1`,
  },
  {
    code: 'file-too-large',
    means: 'more than 256 KB of rules',
    why: 'A rule is read by people. What is larger than 256 KB is a list of customers or products: import it as an attribute or a tag and ask for that.',
    snippet: 'words',
    wrong: `who:
  any:
    - tag: [anna, ben, … ten thousand names]`,
    right: `who:
  all:
    - tag: invited`,
  },
  {
    code: 'too-deep',
    means: 'more than 10 levels of groups',
    why: 'Nobody reads ten levels of groups. Give the inner part a name as a segment of its own and ask with in_segment.',
    snippet: 'segment',
    wrong: `segment: example
who: {all: [{any: [{all: [{any: [{all: [{any: [{all: [{any: [{all: [{any: [{all: [{orders: at least 1}]}]}]}]}]}]}]}]}]}]}]}`,
    right: `segment: example
who: {all: [{any: [{in_segment: lapsed}, {orders: at least 5}]}]}`,
  },
  {
    code: 'too-long',
    means: 'longer than a rule or a stretch of time may be',
    why: 'A stretch of more than a hundred years is mostly a typing mistake, and a rule of more than a hundred lines is no longer read by anybody.',
    snippet: 'line',
    wrong: 'last_order: within the last 50000 days',
    right: 'last_order: within the last 50 days',
  },
  {
    code: 'double-key',
    means: 'a key stands twice in one block',
    why: 'Of two equal keys in one block one would win in silence. Write both lists as one.',
    snippet: 'segment',
    wrong: `segment: example
who:
  all:
    - orders: at least 1
  all:
    - country: HR`,
    right: `segment: example
who:
  all:
    - orders: at least 1
    - country: HR`,
  },
  {
    code: 'unknown-key',
    means: 'no such key here',
    why: 'A key that nobody reads would do nothing, and you would not notice.',
    snippet: 'segment',
    wrong: `segment: example
titel: Regulars
who:
  all:
    - orders: at least 3`,
    right: `segment: example
title: Regulars
who:
  all:
    - orders: at least 3`,
  },
  {
    code: 'missing-key',
    means: 'a key that cannot be left out',
    why: 'Some keys cannot be guessed. A segment without who would hold nobody, or everybody.',
    snippet: 'segment',
    wrong: `segment: example
title: Regulars`,
    right: `segment: example
title: Regulars
who:
  all:
    - orders: at least 3`,
  },
  {
    code: 'missing-value',
    means: 'a key without a value',
    why: 'A key without a value is an unfinished line. Take it out to keep the default.',
    snippet: 'shop',
    wrong: 'send_at:',
    right: 'send_at: 09:00 customer time',
  },
  {
    code: 'missing-name',
    means: 'the first line names the segment or campaign',
    why: 'The first line says what the file is, so that a file that is moved or pasted is still known.',
    snippet: 'segment',
    wrong: `who:
  all:
    - orders: at least 3`,
    right: `segment: example
who:
  all:
    - orders: at least 3`,
  },
  {
    code: 'wrong-name',
    means: "not a name, or not the file's",
    why: 'The name of the file is the name of the segment or campaign: others use it. Small letters, digits and dashes work everywhere.',
    snippet: 'segment',
    wrong: `segment: Regulars
who:
  all:
    - orders: at least 3`,
    right: `segment: example
who:
  all:
    - orders: at least 3`,
  },
  {
    code: 'wrong-order',
    means: 'the name comes first in the file',
    why: 'The name comes first: whoever opens the file sees what it is.',
    snippet: 'segment',
    wrong: `title: Regulars
segment: example
who:
  all:
    - orders: at least 3`,
    right: `segment: example
title: Regulars
who:
  all:
    - orders: at least 3`,
  },
  {
    code: 'wrong-shape',
    means: 'a list where a phrase belongs, or the other way round',
    why: 'A list begins each line with a dash, a block has keys, a phrase stands alone. Where one takes the place of another, nobody knows what is meant.',
    snippet: 'segment',
    wrong: `segment: example
who:
  orders: at least 3`,
    right: `segment: example
who:
  all:
    - orders: at least 3`,
  },
  {
    code: 'empty-list',
    means: 'the list has no items',
    why: 'all of nothing would hold everybody, any of nothing nobody: neither is what an unfinished list means.',
    snippet: 'segment',
    wrong: `segment: example
who:
  all: []`,
    right: `segment: example
who:
  all:
    - orders: at least 3`,
  },
  {
    code: 'needs-broken',
    means: 'left out because something it needs cannot be read',
    why: 'What needs a broken file is left out until that is mended; the rest of the shop goes on. Mend the error that is told beside it.',
    snippet: 'files',
    wrong: `== segments/vip.yaml
segment: vip
who:
  all:
    - ordrs: at least 3
== campaigns/thanks.yaml
campaign: thanks
starts: {when_entering: vip}
steps:
  - send: hello
`,
    right: `== segments/vip.yaml
segment: vip
who:
  all:
    - orders: at least 3
== campaigns/thanks.yaml
campaign: thanks
starts: {when_entering: vip}
steps:
  - send: hello
`,
  },
  {
    code: 'not-formatted',
    means: '`fmt` left a file as it is, because its canonical text would read otherwise: a mistake of the program',
    why: 'fmt reads its own text again before it writes it. If that means something else, the file is left alone. Please send us the file.',
    snippet: 'words',
    wrong: '(a file that fmt would change in meaning)',
    right: '(the file as you wrote it)',
  },
]
