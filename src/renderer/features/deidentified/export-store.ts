import { create } from 'zustand';
import type { ExportScope } from '../../../shared/deidentified/offered-photos';
import type { ExportPurpose, PictureKind } from '../../../shared/deidentified/purpose';

interface ExportStore {
  /** What is to be given away; null while the dialog is closed. */
  readonly scope: ExportScope | null;
  /** As chosen last. */
  readonly purpose: ExportPurpose;
  readonly pictures: PictureKind;
}

export const useExport = create<ExportStore>()(() => ({
  ...{ scope: null, purpose: 'teaching', pictures: 'eyes-masked' },
}));

export const openExport = (scope: ExportScope): void => useExport.setState({ scope });
export const closeExport = (): void => useExport.setState({ scope: null });
