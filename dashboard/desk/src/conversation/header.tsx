import { Link } from '@tanstack/react-router'
import { ArrowLeft, EllipsisVertical, PanelRight } from 'lucide-react'
import type { ConversationDetail, Escalation, EscalationType, Urgency } from '../api/client'
import { ChannelSign, Wait } from '../escalations/signs'
import { TYPES, URGENCIES } from '../escalations/words'
import { useDesk } from '../shell/context'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu'
import { contactName } from '../words/contact'
import { useWords } from '../words/words'
import type { Change, useActions } from './actions'
import type { Asking } from './page'

/** Whom one speaks with, who has it, and what can be done. */
export function Header({
  conversation,
  escalation,
  actions,
  last,
  onAct,
  onAsk,
  onContext,
}: {
  conversation: ConversationDetail
  escalation: Escalation | undefined
  actions: ReturnType<typeof useActions>
  /** The live escalation, else the one before: what marks are about. */
  last: Escalation | undefined
  onAct: (change: Change) => void
  onAsk: (asking: Asking) => void
  onContext: () => void
}) {
  const { t } = useWords()
  const live = escalation?.status === 'queued' || escalation?.status === 'open'
  return (
    <header className="flex items-center gap-2 border-b bg-surface px-3 py-2">
      <Button asChild variant="ghost" size="icon" className="-ms-2 xl:hidden">
        <Link to="/escalations" aria-label={t('not_found.back')}>
          <ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />
        </Link>
      </Button>
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-base leading-6 font-semibold">
          <bdi>{contactName(conversation.contact, conversation.channel, t)}</bdi>
        </h1>
        <p className="flex items-center gap-2 truncate text-xs text-muted">
          <ChannelSign channel={conversation.channel} named />
          <span aria-hidden="true">
            <OwnerSign conversation={conversation} escalation={escalation} />
          </span>
          <OwnerSaid conversation={conversation} escalation={escalation} />
        </p>
      </div>
      {escalation?.status === 'open' && actions.may && (
        <div className="hidden gap-2 sm:flex">
          <Button size="sm" onClick={() => onAct({ act: 'return_to_bot' })}>
            {t('action.return_to_bot')}
          </Button>
          <Button size="sm" variant="danger" onClick={() => onAct({ act: 'close' })}>
            {t('action.close')}
          </Button>
        </div>
      )}
      <Menu
        trigger={
          <Button variant="ghost" size="icon" aria-label={t('action.more')}>
            <EllipsisVertical />
          </Button>
        }
      >
        {escalation && live && actions.may && (
          <>
            {escalation.status === 'open' && (
              <>
                <MenuItem onSelect={() => onAct({ act: 'return_to_bot' })}>
                  {t('action.return_to_bot')}
                </MenuItem>
                <MenuItem onSelect={() => onAct({ act: 'release' })}>
                  {t('action.release')}
                </MenuItem>
              </>
            )}
            <MenuItem onSelect={() => onAct({ act: 'close' })}>{t('action.close')}</MenuItem>
            {actions.mayTakeOver && (
              <MenuItem onSelect={() => onAct({ act: 'assign_me' })}>
                {t('action.assign_me')}
              </MenuItem>
            )}
            <MenuItem onSelect={() => onAsk({ what: 'assign' })}>{t('action.assign')}</MenuItem>
            <MenuItem onSelect={() => onAsk({ what: 'transfer' })}>{t('action.transfer')}</MenuItem>
            <MenuSeparator />
            <MenuLabel>{t('filter.urgency')}</MenuLabel>
            <MenuChoices<Urgency>
              value={escalation.urgency}
              onChoose={(urgency) => onAct({ act: 'change', urgency })}
              choices={URGENCIES.map((value) => ({ value, label: t(`urgency.${value}`) }))}
            />
            <MenuLabel>{t('filter.type')}</MenuLabel>
            <MenuChoices<EscalationType>
              value={escalation.type}
              onChoose={(type) => onAct({ act: 'change', type })}
              choices={TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
            />
          </>
        )}
        {!live && (
          <MenuItem onSelect={() => onAsk({ what: 'escalate' })}>{t('escalate.title')}</MenuItem>
        )}
        {live && !actions.may && (
          <MenuLabel>
            {escalation?.status === 'queued' ? t('action.take_first') : t('action.not_yours')}
          </MenuLabel>
        )}
        {last && (
          <>
            <MenuSeparator />
            {last.reason !== 'manual' && (
              <MenuItem onSelect={() => onAsk({ what: 'mark', kind: 'should_not_have' })}>
                {t('action.mark_should_not_have')}
              </MenuItem>
            )}
            <MenuItem onSelect={() => onAsk({ what: 'mark', kind: 'should_have_come_earlier' })}>
              {t('action.mark_should_have_come_earlier')}
            </MenuItem>
          </>
        )}
      </Menu>
      <Button
        variant="ghost"
        size="icon"
        className="lg:hidden"
        aria-label={t('conversation.context')}
        onClick={onContext}
      >
        <PanelRight className="rtl:-scale-x-100" />
      </Button>
    </header>
  )
}

/** Who has it, for readers: said when it changes, and not with each second of waiting. */
function OwnerSaid({
  conversation,
  escalation,
}: {
  conversation: ConversationDetail
  escalation: Escalation | undefined
}) {
  const { t } = useWords()
  const { me } = useDesk()
  const { owner } = conversation
  const said =
    escalation?.status === 'queued'
      ? t('owner.queue')
      : owner.kind === 'agent'
        ? owner.id === me.id
          ? t('owner.me')
          : t('owner.agent', { name: owner.name ?? t('problem.somebody') })
        : t(`owner.${owner.kind}`)
  return (
    <span role="status" className="sr-only">
      {said}
    </span>
  )
}

function OwnerSign({
  conversation,
  escalation,
}: {
  conversation: ConversationDetail
  escalation: Escalation | undefined
}) {
  const { t } = useWords()
  const { me } = useDesk()
  const { owner } = conversation
  if (escalation?.status === 'queued') {
    return (
      <Badge tone="warn">
        {t('status.queued')} · <Wait escalation={escalation} />
      </Badge>
    )
  }
  if (owner.kind === 'agent') {
    return (
      <Badge tone="primary">
        {owner.id === me.id ? t('owner.me') : t('owner.agent', { name: owner.name ?? '' })}
      </Badge>
    )
  }
  return <Badge>{t(`owner.${owner.kind}`)}</Badge>
}
