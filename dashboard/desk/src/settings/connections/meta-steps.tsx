import type { Channel } from '../../api/client'
import { useWords } from '../../words/words'

/** What Meta calls each product, and to what of it one subscribes: names, not words of ours. */
const PRODUCTS: Partial<Record<Channel, { product: string; fields: string }>> = {
  whatsapp: { product: 'WhatsApp', fields: 'messages, smb_message_echoes' },
  instagram: { product: 'Instagram', fields: 'messages' },
  messenger: { product: 'Messenger', fields: 'messages, message_echoes' },
}

const STEPS = ['app', 'configuration', 'paste', 'token', 'verify', 'subscribe', 'send'] as const

/** What to do at Meta so that it sends what customers write, in order. */
export function MetaSteps({ channel }: { channel: Channel }) {
  const { t } = useWords()
  const names = PRODUCTS[channel]
  if (!names) return null
  return (
    <details className="rounded-md border p-3">
      <summary className="cursor-pointer font-medium">{t('connections.steps')}</summary>
      <ol className="mt-2 grid list-decimal gap-1.5 ps-5">
        {STEPS.map((step) => (
          <li key={step}>{t(`connections.step.${step}`, names)}</li>
        ))}
      </ol>
    </details>
  )
}
