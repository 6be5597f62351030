import type { Rendition } from '../../../shared/photo/renditions';

/** Puts a rendition into its holder: the full one over the others, whichever is there first. */
export function layPicture(
  holder: Pick<ParentNode, 'append' | 'prepend'>,
  image: HTMLImageElement,
  rendition: Rendition,
): void {
  if (rendition === 'full') holder.append(image);
  else holder.prepend(image);
}
