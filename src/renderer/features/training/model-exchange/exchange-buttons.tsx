import { Download, Upload } from 'lucide-react';
import { useState } from 'react';
import type { DetectorModel, ModelOffer } from '../../../../shared/ipc/models';
import { Button } from '../../../ui/button';
import { exportModel, lookAtModelFile } from '../model-requests';
import { ImportDialog } from './import-dialog';

/** The ways of a model to another computer and from one. */
export function ExchangeButtons({ model }: { readonly model: DetectorModel | undefined }) {
  const [offer, setOffer] = useState<ModelOffer | null>(null);
  return (
    <>
      {model && (
        <Button onClick={() => void exportModel(model)}>
          <Upload aria-hidden size={16} /> Export…
        </Button>
      )}
      <Button aria-haspopup="dialog" onClick={() => void lookAtModelFile().then(setOffer)}>
        <Download aria-hidden size={16} /> Import…
      </Button>
      {offer && <ImportDialog offer={offer} onClose={() => setOffer(null)} />}
    </>
  );
}
