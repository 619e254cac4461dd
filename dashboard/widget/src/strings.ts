import type { Loss } from './model'

/** All that the widget says by itself; what the tenant says arrives as messages. */
export interface Strings {
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  readonly title: string
  readonly greeting: string
  readonly open: string
  readonly openUnread: (count: number) => string
  readonly close: string
  readonly log: string
  readonly write: string
  readonly send: string
  readonly newer: string
  readonly you: string
  readonly bot: string
  readonly agent: string
  readonly speakingWith: (name: string) => string
  readonly typing: string
  readonly loading: string
  readonly offline: string
  readonly slowed: string
  readonly unavailable: string
  readonly sending: string
  readonly waiting: string
  readonly sent: string
  readonly failed: string
  readonly retry: string
  readonly discard: string
  readonly deleted: string
  readonly file: string
  readonly picture: string
  readonly attach: string
  readonly attached: (name: string) => string
  readonly picked: string
  readonly removeFile: (name: string) => string
  readonly drop: string
  readonly wrongType: string
  readonly emptyFile: string
  readonly tooBig: (limit: string) => string
  readonly uploading: string
  readonly cancel: string
  readonly filesStay: string
  readonly cannotLoad: string
  readonly lost: Readonly<Record<string, string>>
  readonly unsupported: string
}

const en: Strings = {
  lang: 'en',
  dir: 'ltr',
  title: 'Chat with us',
  greeting: 'Hello! Write to us here. We read every message.',
  open: 'Open chat',
  openUnread: (count) => `Open chat, ${count} unread ${count === 1 ? 'message' : 'messages'}`,
  close: 'Close chat',
  log: 'Conversation',
  write: 'Write a message',
  send: 'Send',
  newer: 'New messages',
  you: 'You',
  bot: 'Assistant',
  agent: 'Support',
  speakingWith: (name) => `You are speaking with ${name}`,
  typing: 'is typing…',
  loading: 'Loading the conversation…',
  offline: 'No connection. What you write is kept and sent when you are back.',
  slowed: 'That was quick. Your next message is sent in a moment.',
  unavailable: 'This chat is not available at the moment.',
  sending: 'Sending…',
  waiting: 'Waiting for connection',
  sent: 'Sent',
  failed: 'Not sent',
  retry: 'Try again',
  discard: 'Remove',
  deleted: 'This message was deleted.',
  file: 'File',
  picture: 'Picture',
  attach: 'Attach files',
  attached: (name) => `${name} is attached.`,
  picked: 'Files to send',
  removeFile: (name) => `Remove ${name}`,
  drop: 'Drop files to attach them',
  wrongType: 'Files of this type cannot be sent.',
  emptyFile: 'This file is empty.',
  tooBig: (limit) => `Too large: at most ${limit}.`,
  uploading: 'Uploading…',
  cancel: 'Cancel',
  filesStay: 'Keep this page open until your files are sent: they are not kept.',
  cannotLoad: 'Cannot be opened. Try again.',
  lost: {
    expired: 'It could not be fetched in time.',
    too_large: 'It was too large to be kept.',
    refused: 'It could not be fetched.',
    not_kept: 'It is no longer kept.',
  },
  unsupported: 'A message that cannot be shown here.',
}

const ar: Strings = {
  lang: 'ar',
  dir: 'rtl',
  title: 'تحدث معنا',
  greeting: 'مرحبًا! اكتب لنا هنا. نحن نقرأ كل رسالة.',
  open: 'فتح المحادثة',
  openUnread: (count) => `فتح المحادثة، الرسائل غير المقروءة: ${count}`,
  close: 'إغلاق المحادثة',
  log: 'المحادثة',
  write: 'اكتب رسالة',
  send: 'إرسال',
  newer: 'رسائل جديدة',
  you: 'أنت',
  bot: 'المساعد',
  agent: 'الدعم',
  speakingWith: (name) => `أنت تتحدث مع ${name}`,
  typing: 'يكتب الآن…',
  loading: 'جارٍ تحميل المحادثة…',
  offline: 'لا يوجد اتصال. سنحفظ ما تكتبه ونرسله عند عودة الاتصال.',
  slowed: 'مهلًا قليلًا. ستُرسل رسالتك التالية بعد لحظات.',
  unavailable: 'هذه المحادثة غير متاحة حاليًا.',
  sending: 'جارٍ الإرسال…',
  waiting: 'بانتظار الاتصال',
  sent: 'أُرسلت',
  failed: 'لم تُرسل',
  retry: 'حاول مجددًا',
  discard: 'إزالة',
  deleted: 'حُذفت هذه الرسالة.',
  file: 'ملف',
  picture: 'صورة',
  attach: 'إرفاق ملفات',
  attached: (name) => `أُرفق ${name}.`,
  picked: 'ملفات للإرسال',
  removeFile: (name) => `إزالة ${name}`,
  drop: 'أفلت الملفات لإرفاقها',
  wrongType: 'لا يمكن إرسال ملفات من هذا النوع.',
  emptyFile: 'هذا الملف فارغ.',
  tooBig: (limit) => `كبير جدًا: ${limit} على الأكثر.`,
  uploading: 'جارٍ الرفع…',
  cancel: 'إلغاء',
  filesStay: 'أبقِ هذه الصفحة مفتوحة حتى تُرسل ملفاتك، فهي لا تُحفظ.',
  cannotLoad: 'تعذّر فتحه. حاول مجددًا.',
  lost: {
    expired: 'تعذّر جلبه في الوقت المناسب.',
    too_large: 'كان أكبر من أن يُحفظ.',
    refused: 'تعذّر جلبه.',
    not_kept: 'لم يعد محفوظًا.',
  },
  unsupported: 'رسالة لا يمكن عرضها هنا.',
}

const ALL: Readonly<Record<string, Strings>> = { en, ar }

/** The words of a locale (BCP 47), by its language; English for languages that are not there. */
export function strings(locale: string): Strings {
  return ALL[locale.split('-')[0]?.toLowerCase() ?? 'en'] ?? en
}

/** Why a file cannot be had, in the reader's language where the reason is one that is known. */
export function whyLost({ lost, cannotLoad }: Strings, loss: Loss): string {
  return lost[loss.lost ?? ''] ?? loss.detail ?? cannotLoad
}
