// The text of a link from its packed bytes: a format number, a checksum, and the bytes in letters that addresses may have. It knows
// nothing of what they hold.

export const LINK_FORMAT = 1;

/** FNV-1a of bytes, as eight hex digits. */
export function checksum(bytes: Uint8Array): string {
  let h = 0x811c9dc5;
  for (const byte of bytes) h = Math.imul(h ^ byte, 0x01000193);
  return (h >>> 0).toString(16).padStart(8, '0');
}

const letters = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

/** Of bytes as raw deflate packs them. */
export const linkOf = (packed: Uint8Array): string => `${LINK_FORMAT}.${checksum(packed)}.${letters(packed)}`;
