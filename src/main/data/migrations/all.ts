import type { Migration } from '../migrate';
import { photos } from './0001-photos';
import { analyses } from './0002-analyses';
import { settings } from './0003-settings';
import { engine } from './0004-engine';
import { trainingRuns } from './0005-training-runs';
import { patients } from './0006-patients';
import { faces } from './0008-faces';
import { lesionLinks } from './0009-lesion-links';
import { lesionMarks } from './0007-lesion-marks';
import { modelsInUse } from './0010-models-in-use';
import { appearance } from './0011-appearance';
import { access } from './0012-access';
import { galleryOrder } from './0013-gallery-order';
import { confirmedMaps } from './0014-confirmed-maps';
import { clinicModels } from './0015-clinic-models';
import { openTypes } from './0016-open-types';
import { galleryRows } from './0017-gallery-rows';
import { cameraCards } from './0018-camera-cards';
import { acceptedSigners } from './0019-accepted-signers';
import { analysisCircumstances } from './0020-analysis-circumstances';
import { welcome } from './0021-welcome';
import { consentHistory } from './0022-consent-history';
import { photographsByView } from './0023-photographs-by-view';
import { correctedFaces } from './0024-corrected-faces';
import { unseenLesions } from './0025-unseen-lesions';

/** Every step of the schema, in order. */
export const MIGRATIONS: readonly Migration[] = [
  photos,
  analyses,
  settings,
  engine,
  trainingRuns,
  patients,
  lesionMarks,
  faces,
  lesionLinks,
  modelsInUse,
  appearance,
  access,
  galleryOrder,
  confirmedMaps,
  clinicModels,
  openTypes,
  galleryRows,
  cameraCards,
  acceptedSigners,
  analysisCircumstances,
  welcome,
  consentHistory,
  photographsByView,
  correctedFaces,
  unseenLesions,
];
