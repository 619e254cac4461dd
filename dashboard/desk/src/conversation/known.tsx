import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { KnownContact } from '../api/desk'
import { mayLead, useMe } from '../shell/context'
import { formatMoment } from '../time/format'
import { Button } from '../ui/button'
import { useWords } from '../words/words'
import { Heading, nameOf } from './facts'
import { KnownDialog } from './known-dialog'

/** What the company says of a customer, and who said it. Leads may say otherwise. */
export function Known({
  conversationId,
  contact,
}: {
  conversationId: string
  contact: KnownContact
}) {
  const { t, language } = useWords()
  const me = useMe()
  const [editing, setEditing] = useState(false)
  const facts = Object.entries(contact.verified)
  const mayEdit = mayLead(me)
  if (facts.length === 0 && !mayEdit) return null
  return (
    <div>
      <div className="flex items-start justify-between gap-2">
        <Heading>{t('contact.verified')}</Heading>
        {mayEdit && (
          <Button
            variant="ghost"
            size="icon"
            className="-my-2 -me-2"
            aria-label={t('known.edit')}
            title={t('known.edit')}
            onClick={() => setEditing(true)}
          >
            <Pencil />
          </Button>
        )}
      </div>
      {facts.length === 0 ? (
        <p className="text-muted">{t('known.nothing')}</p>
      ) : (
        <dl className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-3 gap-y-1">
          {facts.map(([name, value]) => {
            const last = contact.told?.[name]
            const moment = last && formatMoment(last.at, language)
            return (
              <div key={name} className="contents">
                <dt className="break-words text-muted">{nameOf(name)}</dt>
                <dd className="min-w-0 wrap-anywhere">
                  <bdi className="whitespace-pre-wrap">{value || '–'}</bdi>
                  {last && moment && (
                    <p className="text-xs text-muted">
                      {last.by
                        ? t('known.by', { name: last.by.name, moment })
                        : t('known.signed', { moment })}
                    </p>
                  )}
                </dd>
              </div>
            )
          })}
        </dl>
      )}
      {editing && (
        <KnownDialog
          conversationId={conversationId}
          contact={contact}
          onClose={() => setEditing(false)}
        />
      )}
    </div>
  )
}
