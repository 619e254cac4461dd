import { useQuery } from '@tanstack/react-query'
import { Cable } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import type { Connection } from '../../api/settings'
import { ChannelSign } from '../../escalations/signs'
import { useDesk } from '../../shell/context'
import { Button } from '../../ui/button'
import { Empty, Failed, Loading } from '../../ui/states'
import { useWords } from '../../words/words'
import { CopyButton } from '../copy-button'
import { Title } from '../frame'
import { MetaSteps } from './meta-steps'

/** Through which accounts customers reach the company, and what has to be entered elsewhere. */
export function ConnectionsPage() {
  const { t } = useWords()
  const { api } = useDesk()
  const list = useQuery({ queryKey: ['connections'], queryFn: () => api.connections() })
  return (
    <>
      <Title>{t('connections.title')}</Title>
      {list.isPending ? (
        <Loading rows={2} className="p-0" />
      ) : list.error && !list.data ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data.items.length === 0 ? (
        <Empty icon={<Cable aria-hidden="true" />} title={t('connections.empty')}>
          {t('connections.empty_detail')}
        </Empty>
      ) : (
        <>
          <p className="text-muted">{t('connections.intro')}</p>
          {list.data.items.map((connection) => (
            <ConnectionCard key={connection.id} connection={connection} />
          ))}
        </>
      )}
    </>
  )
}

function ConnectionCard({ connection }: { connection: Connection }) {
  const { t } = useWords()
  const id = useId()
  const { name, channel, address, webhook_url, widget_key, secret_name } = connection
  return (
    <section aria-labelledby={id} className="grid min-w-0 gap-4 rounded-lg border bg-surface p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={id} className="font-semibold">
          <bdi>{name}</bdi>
        </h2>
        <span className="text-[0.8125rem] text-muted">
          <ChannelSign channel={channel} named />
        </span>
      </div>
      <dl className="grid gap-3">
        {address && (
          <Fact label={t('connections.address')}>
            <bdi>{channel === 'whatsapp' ? `+${address.replace(/^\+/, '')}` : address}</bdi>
          </Fact>
        )}
        {webhook_url && (
          <Fact label={t('connections.webhook')}>
            <Code>{webhook_url}</Code>
            <CopyButton text={webhook_url} label={t('connections.copy_webhook', { name })} />
          </Fact>
        )}
        {widget_key && (
          <>
            <Fact label={t('connections.key')}>
              <Code>{widget_key}</Code>
              <CopyButton text={widget_key} label={t('connections.copy_key', { name })} />
            </Fact>
            <Fact label={t('connections.tag')} hint={t('connections.tag_hint')}>
              <Code>{tagOf(widget_key)}</Code>
              <CopyButton text={tagOf(widget_key)} label={t('connections.copy_tag', { name })} />
              <Button size="sm" asChild>
                <a
                  href={`/widget/demo.html?connection=${widget_key}`}
                  target="_blank"
                  rel="noopener"
                >
                  {t('connections.try')}
                </a>
              </Button>
            </Fact>
          </>
        )}
        {secret_name && !widget_key && (
          <Fact label={t('connections.secret')} hint={t('connections.secret_hint')}>
            <Code>{secret_name}</Code>
          </Fact>
        )}
      </dl>
      {webhook_url && <MetaSteps channel={channel} />}
    </section>
  )
}

/** The widget is served beside the desk, so the desk's own address leads to it. */
const tagOf = (key: string): string =>
  `<script src="${location.origin}/widget/widget.js" data-connection="${key}" async></script>`

function Fact({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-1">
      <dt className="text-xs font-medium text-muted">{label}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-2">{children}</dd>
      {hint && <dd className="text-xs text-muted">{hint}</dd>}
    </div>
  )
}

function Code({ children }: { children: ReactNode }) {
  return (
    <code
      dir="ltr"
      className="min-w-0 basis-full rounded-md bg-raised px-2.5 py-1.5 text-[0.8125rem] wrap-anywhere"
    >
      {children}
    </code>
  )
}
