import { useCallback, useEffect, useState } from 'react';
import type { ExportScope } from '../../../shared/deidentified/offered-photos';
import type { DraftExport } from '../../../shared/ipc/deidentified';
import type { PatientRecord } from '../../../shared/record/patient-record';
import { request } from '../../api/client';
import { LOADING, remoteOf, type Remote } from '../../api/remote';
import { RemoteView } from '../../api/remote-view';
import { Dialog } from '../../ui/dialog';
import { closeExport, useExport } from './export-store';
import { ChoosePhotos } from './choose-photos';
import { ReviewPictures } from './review-pictures';

/** The dialog of the de-identified export, while there is something to export. */
export function ExportDialogs() {
  const scope = useExport((store) => store.scope);
  return scope && <ExportDialog key={JSON.stringify(scope)} scope={scope} />;
}

/** Choose purpose and photos; look at every picture that was made of them; write them. */
function ExportDialog({ scope }: { readonly scope: ExportScope }) {
  const [record, setRecord] = useState<Remote<PatientRecord>>(LOADING);
  const [draft, setDraft] = useState<DraftExport | null>(null);
  const { patientId } = scope;
  const load = useCallback(
    () => void request('patients:record', { patientId }).then((result) => setRecord(remoteOf(result))),
    [patientId],
  );
  useEffect(() => {
    load();
    return () => void request('deidentified:discard', {});
  }, [load]);
  return (
    <Dialog title="De-identified export" onClose={closeExport}>
      <RemoteView
        remote={record}
        loading="Loading the record…"
        failed="The record cannot be shown"
        onRetry={load}
      >
        {(loaded) =>
          draft ? (
            <ReviewPictures record={loaded} draft={draft} onBack={() => setDraft(null)} />
          ) : (
            <ChoosePhotos record={loaded} scope={scope} onPrepared={setDraft} />
          )
        }
      </RemoteView>
    </Dialog>
  );
}
