import { VIEW_NAMES } from '../record/photograph';
import { isCountedShare, type PhotoShare } from './photo-share';

/** "1 lesion", "3 lesions". */
export const lesionsOf = (count: number): string => `${count} ${count === 1 ? 'lesion' : 'lesions'}`;
const nameOf = ({ view }: PhotoShare): string => (view === null ? 'Unnamed view' : VIEW_NAMES[view]);

/** How the total of a visit was made, in a few words: "on the frontal photo", "3 views, 41 marks". */
export function totalWords(photos: readonly PhotoShare[]): string {
  const counted = photos.filter(isCountedShare);
  const [first] = counted;
  if (!first) return '';
  if (counted.length > 1) {
    const marks = counted.reduce((sum, share) => sum + share.marks, 0);
    return `${counted.length} views, ${marks} ${marks === 1 ? 'mark' : 'marks'}`;
  }
  return first.view === null ? 'on one photo' : `on the ${VIEW_NAMES[first.view].toLowerCase()} photo`;
}

/** A line of the working: what a photo adds, or why it adds nothing. */
export function shareWords(share: PhotoShare): string {
  const { role, marks, counted, cheeksElsewhere } = share;
  const name = nameOf(share);
  switch (role) {
    case 'first': {
      const cheeks = cheeksElsewhere.length > 1 ? 'cheeks' : `${cheeksElsewhere[0] ?? ''} cheek`;
      return cheeksElsewhere.length > 0
        ? `${name}: ${counted} of ${lesionsOf(marks)}, all but the ${cheeks}`
        : `${name}: ${lesionsOf(counted)}`;
    }
    case 'right-cheek':
      return `${name}: ${counted} of ${lesionsOf(marks)}, the right cheek`;
    case 'left-cheek':
      return `${name}: ${counted} of ${lesionsOf(marks)}, the left cheek`;
    case 'repeat':
      return `${name}: not counted, other photos show the same skin (${lesionsOf(marks)})`;
    case 'trunk':
      return `${name}: not part of the face (${lesionsOf(marks)})`;
    case 'no-face':
      return `${name}: not counted, since no face was found on it (${lesionsOf(marks)})`;
  }
}
