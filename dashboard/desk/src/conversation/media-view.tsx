import {
  ExternalLink,
  File,
  FileQuestion,
  Image,
  type LucideIcon,
  MapPin,
  Mic,
  ShoppingCart,
  Sticker,
  Users,
  Video,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Message } from '../api/client'
import { FileView } from '../files/file-view'
import { useWords } from '../words/words'
import { cardsOf, linkOf, orderOf, placeOf } from './media'

const SIGNS: { [kind in Message['kind']]?: LucideIcon } = {
  image: Image,
  audio: Mic,
  voice: Mic,
  video: Video,
  document: File,
  sticker: Sticker,
  location: MapPin,
  contacts: Users,
  order: ShoppingCart,
  unsupported: FileQuestion,
}

/** What a message carries beside its words; nothing where it carries nothing. */
export function MediaView({ message }: { message: Message }) {
  const { t, language } = useWords()
  const Sign = SIGNS[message.kind]
  if (!Sign) return null
  const { media } = message
  const link = linkOf(message)
  // What lies elsewhere opens there: the page may show nothing from just anywhere.
  if (media && !link) return <FileView message={message} />
  const place = placeOf(message)
  const order = orderOf(message)
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 5 })
  return (
    <div className="mb-1 flex items-start gap-2.5 rounded-md border bg-background/60 px-2.5 py-2">
      <Sign aria-hidden="true" className="size-6 shrink-0" />
      <div className="grid min-w-0 gap-0.5 text-[0.8125rem]">
        <p className="font-medium">{t(`kind.${message.kind}`)}</p>
        {media && (
          <p className="truncate text-xs">
            <bdi>{[media.filename, media.mime_type].filter(Boolean).join(' · ')}</bdi>
          </p>
        )}
        {link && <Outside to={link}>{t('media.open')}</Outside>}
        {place && (
          <>
            {place.address && (
              <p>
                <bdi>{place.address}</bdi>
              </p>
            )}
            <p className="text-xs tabular-nums" dir="ltr">
              {number.format(place.latitude)}, {number.format(place.longitude)}
            </p>
            <Outside
              to={`https://www.openstreetmap.org/?mlat=${place.latitude}&mlon=${place.longitude}#map=16/${place.latitude}/${place.longitude}`}
            >
              {t('media.map')}
            </Outside>
          </>
        )}
        {cardsOf(message).map((card) => (
          <p key={`${card.name} ${card.phones.join()}`}>
            <bdi className="font-medium">{card.name}</bdi>
            {card.phones.map((phone) => (
              <bdi key={phone} dir="ltr" className="block text-xs tabular-nums">
                {phone}
              </bdi>
            ))}
          </p>
        ))}
        {order.length > 0 && (
          <ul className="text-xs">
            {order.map((item) => (
              <li key={item.name}>
                {new Intl.NumberFormat(language).format(item.quantity)} × <bdi>{item.name}</bdi>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

/** A way out of the desk, of which the other side learns nothing. */
function Outside({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a
      href={to}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex w-max items-center gap-1 rounded font-medium underline"
    >
      {children}
      <ExternalLink aria-hidden="true" className="size-3.5" />
    </a>
  )
}
