const pictures = new Map<string, string>()

/** Keeps what was uploaded from here at hand, to be shown without asking for it. */
export function rememberLocal(fileId: string, address: string | undefined): void {
  if (address) pictures.set(fileId, address)
}

/** The picture as it lies on this device, as long as the page lives. */
export const localPicture = (fileId: string | null | undefined): string | undefined =>
  fileId == null ? undefined : pictures.get(fileId)
