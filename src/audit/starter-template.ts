import type { StarterEmail } from './touchpoint.ts'

/** An email in MJML with its words in it, dressed by the partials of every new shop. */
export function starterTemplate({ subject, preview, kicker, title, text, button }: StarterEmail): string {
  const paragraphs = text.map((words) => `        <mj-text>${words}</mj-text>`)
  return `<mjml>
  <mj-head>
    <mj-title>${subject}</mj-title>
    <mj-preview>${preview}</mj-preview>
    <mj-include path="partials/head.mjml" />
  </mj-head>
  <mj-body css-class="bg">
    <mj-include path="partials/header.mjml" />
    <mj-section background-color="#26412f">
      <mj-column>
        <mj-text mj-class="kicker">${kicker}</mj-text>
        <mj-text mj-class="title"><h1>${title}</h1></mj-text>
      </mj-column>
    </mj-section>
    <mj-include path="partials/stripe.mjml" />
    <mj-section css-class="card" background-color="#fffdf9">
      <mj-column>
        <mj-include path="partials/greeting.mjml" />
${paragraphs.join('\n')}
        <mj-button href="{{url shop.website}}">${button}</mj-button>
        <mj-include path="partials/sign-off.mjml" />
      </mj-column>
    </mj-section>
    <mj-include path="partials/footer.mjml" />
  </mj-body>
</mjml>
`
}
