/**
 * What mail programs do not know, out of the data of caniemail.com of 2025-09-09 (MIT, Copyright (c) 2019
 * HTeuMeuLeu), less what MJML writes itself. Made by scripts/caniemail.mjs: do not edit.
 */

/** CSS and HTML that some mail programs do not know; a name says its kind first: `property gap`, `pair display: grid`. */
export const unknownTo: readonly { readonly programs: string; readonly names: readonly string[] }[] = [
  {
    programs: 'Gmail, Outlook (Windows), Yahoo, GMX',
    names: [
      'element meter',
      'property align-items',
      'property background-blend-mode',
      'property background-clip',
      'property background-origin',
      'property column-count',
      'property column-gap',
      'property flex-wrap',
      'property gap',
      'property justify-content',
      'property mix-blend-mode',
      'property object-fit',
      'property object-position',
      'property row-gap',
    ],
  },
  {
    programs: 'Gmail, Outlook (Windows), Outlook, Yahoo, Samsung, Thunderbird, GMX',
    names: ['property aspect-ratio'],
  },
  {
    programs: 'Gmail, Outlook (Windows), Outlook, Thunderbird, GMX',
    names: ['rule supports'],
  },
  {
    programs: 'Gmail, Outlook (Windows), Outlook, Yahoo, GMX',
    names: [
      'attribute hidden',
      'attribute srcset',
      'element audio',
      'element dialog',
      'element object',
      'element picture',
      'element progress',
      'element svg',
      'element video',
      'function light-dark',
      'function var',
      'pair display: grid',
      'pair display: inline-grid',
      'property backdrop-filter',
      'property border-image',
      'property clip-path',
      'property filter',
      'property flex-direction',
      'property grid-template',
      'property grid-template-columns',
      'property grid-template-rows',
      'property mask-image',
      'property max-inline-size',
      'property min-block-size',
      'property transform',
      'pseudo after',
      'pseudo before',
      'pseudo not',
      'pseudo nth-child',
      'pseudo nth-last-child',
      'pseudo nth-last-of-type',
      'pseudo nth-of-type',
    ],
  },
  {
    programs: 'Outlook (Windows)',
    names: [
      'property background-image',
      'property caption-side',
      'property clear',
      'property list-style-position',
      'property min-height',
      'property min-width',
    ],
  },
  {
    programs: 'Gmail, Outlook (Windows), Yahoo',
    names: ['property bottom', 'property box-sizing', 'property left', 'property right', 'property visibility'],
  },
  {
    programs: 'Gmail, Outlook (Windows), Outlook, Yahoo',
    names: [
      'function conic-gradient',
      'property list-style-image',
      'property max-block-size',
      'property min-inline-size',
      'property shape-margin',
      'property shape-outside',
      'property white-space-collapse',
    ],
  },
  {
    programs: 'Outlook (Windows), GMX',
    names: ['function rgba', 'pair display: flex', 'pair display: inline-flex', 'unit vh', 'unit vw'],
  },
  {
    programs: 'Outlook (Windows), Outlook, Yahoo, Samsung, GMX',
    names: ['element textarea', 'function clamp', 'function max', 'function min'],
  },
  {
    programs: 'Gmail, Outlook (Windows), Outlook, Apple Mail, Yahoo, GMX',
    names: ['property inline-size'],
  },
  {
    programs: 'Gmail, Outlook (Windows), Outlook, Yahoo, Samsung, GMX',
    names: ['property inset'],
  },
  {
    programs: 'Outlook (Windows), Outlook, Yahoo, GMX',
    names: ['function calc', 'function linear-gradient', 'function radial-gradient'],
  },
  {
    programs: 'Gmail, Outlook (Windows), Outlook, Yahoo, Samsung, Thunderbird',
    names: ['function lab', 'function lch', 'function oklab', 'function oklch'],
  },
  {
    programs: 'Gmail, Outlook (Windows), GMX',
    names: [
      'element marquee',
      'element rp',
      'element rt',
      'element ruby',
      'pseudo checked',
      'pseudo first-of-type',
      'pseudo last-of-type',
    ],
  },
  {
    programs: 'Gmail, Outlook (Windows)',
    names: ['pseudo first-child', 'pseudo last-child', 'pseudo only-child', 'pseudo only-of-type'],
  },
  {
    programs: 'Gmail, Outlook (Windows), Outlook, Yahoo, Thunderbird, GMX',
    names: ['pseudo has'],
  },
  {
    programs: 'Gmail, Outlook (Windows), Outlook',
    names: ['pseudo first-letter', 'pseudo first-line', 'pseudo marker'],
  },
  {
    programs: 'Outlook (Windows), Yahoo, GMX',
    names: [
      'element form',
      'element select',
      'property text-orientation',
      'property writing-mode',
      'unit ch',
      'unit rem',
      'unit vmax',
      'unit vmin',
    ],
  },
  {
    programs: 'Outlook, GMX',
    names: ['element base'],
  },
  {
    programs: 'Yahoo',
    names: ['attribute usemap', 'element map'],
  },
  {
    programs: 'Gmail, Outlook (Windows), Outlook, Yahoo, Thunderbird',
    names: ['attribute popover'],
  },
]
