import type { ExportPurpose, PictureKind } from '../../../shared/deidentified/purpose';

export const PURPOSE_WORDS: Readonly<Record<ExportPurpose, string>> = {
  teaching: 'Photos agreed to for teaching. Age in years.',
  publication: 'Photos agreed to for publication. Age in bands of five years.',
  'tele-consultation': 'A second opinion: photos agreed to for the medical record. Age in years.',
};

export const PICTURE_KIND_WORDS: Readonly<
  Record<PictureKind, { readonly name: string; readonly what: string }>
> = {
  'eyes-masked': {
    name: 'Eyes covered',
    what: 'A black bar over eyes and brows, burnt into the pixels. Whoever knows the patient may still recognise them.',
  },
  'lesion-tiles': {
    name: 'Lesions only',
    what: 'Each lesion cut out with a little skin round it; nothing else of the face.',
  },
};
