import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConversationDetail, NewMessage } from '../api/client'
import type { Template } from '../api/desk'
import { useDesk } from '../shell/context'
import { formatMoment } from '../time/format'
import { Failed, Loading } from '../ui/states'
import { useWords } from '../words/words'
import { TemplateByHand } from './template-by-hand'
import { TemplateFill } from './template-fill'
import { TemplateList } from './template-list'
import { keepTemplate, knownTemplates } from './templates'

const FRESH = 5 * 60_000

/** After the customer's 24 hours only an approved template may be sent. */
export function TemplateForm({
  conversation,
  onSend,
}: {
  conversation: ConversationDetail
  onSend: (template: NonNullable<NewMessage['template']>) => void
}) {
  const { t, language } = useWords()
  const { api, me } = useDesk()
  const { connection_id } = conversation
  const [chosen, setChosen] = useState<Template>()
  // Whoever comes back from one goes on where they chose it.
  const [cameBack, setCameBack] = useState(false)
  const [known, setKnown] = useState(() => knownTemplates(me.id, connection_id))
  const templates = useQuery({
    queryKey: ['templates', connection_id],
    queryFn: async () => (await api.templates(connection_id)).items,
    staleTime: FRESH,
    retry: false,
  })
  const back = () => {
    setChosen(undefined)
    setCameBack(true)
  }
  const send = (template: NonNullable<NewMessage['template']>) => {
    keepTemplate(me.id, connection_id, {
      name: template.name,
      language: template.language,
      text: template.text ?? '',
    })
    setKnown(knownTemplates(me.id, connection_id))
    back()
    onSend(template)
  }
  return (
    <div className="grid gap-2">
      <p className="text-[0.8125rem]">
        {t('template.why', {
          moment: formatMoment(conversation.window_expires_at ?? '', language),
        })}
      </p>
      {templates.data ? (
        chosen ? (
          <TemplateFill
            // Whoever chooses another one begins anew.
            key={`${chosen.name} ${chosen.language}`}
            template={chosen}
            onBack={back}
            onSend={send}
          />
        ) : (
          <TemplateList
            templates={templates.data}
            used={known}
            locale={conversation.profile.locale}
            focused={cameBack}
            onChoose={setChosen}
          />
        )
      ) : templates.error ? (
        <>
          <Failed error={templates.error} onRetry={() => void templates.refetch()} />
          <TemplateByHand locale={conversation.profile.locale} known={known} onSend={send} />
        </>
      ) : (
        <Loading rows={3} className="p-0" />
      )}
    </div>
  )
}
