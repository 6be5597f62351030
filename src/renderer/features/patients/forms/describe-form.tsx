import { useEffect, useState } from 'react';
import { z } from 'zod';
import type { ConsentChange } from '../../../../shared/record/photograph';
import type { PhotoPlace } from '../../../../shared/record/patient-record';
import {
  CONSENT_SCOPES,
  consentScopeSchema,
  MAKE_UP_STATES,
  PHOTO_VIEWS,
  photographDetailsSchema,
  VIEW_NAMES,
} from '../../../../shared/record/photograph';
import { request } from '../../../api/client';
import { Dialog } from '../../../ui/dialog';
import { ChoiceField, Form, TextField } from '../../../ui/form';
import { showFailure } from '../../../ui/toast-store';
import { change } from '../store/change';
import { closeDialog } from '../store/dialog-store';
import { ConsentHistory } from './consent-history';
import { consentReachSchema, REACHES, saveConsent } from './consent-reach';
import { CONSENT_NAMES, MAKE_UP_NAMES } from '../words';
import styles from './forms.module.css';

const schema = photographDetailsSchema.extend({
  consents: z.array(consentScopeSchema),
  reach: consentReachSchema,
});
const VIEWS = [['', 'Not named'] as const, ...PHOTO_VIEWS.map((view) => [view, VIEW_NAMES[view]] as const)];
const MAKE_UP = [
  ['', 'Not noted'] as const,
  ...MAKE_UP_STATES.map((state) => [state, MAKE_UP_NAMES[state]] as const),
];

/** How a photo was taken, and what the patient agreed that it may be used for. */
export function DescribeForm({ photoId }: { readonly photoId: string }) {
  const [place, setPlace] = useState<PhotoPlace | null>(null);
  const [history, setHistory] = useState<readonly ConsentChange[]>([]);
  useEffect(() => {
    void request('photographs:place', { photoId }).then((result) => {
      if (result.ok) setPlace(result.value);
      else {
        closeDialog();
        showFailure('The photo cannot be described', result.failure);
      }
    });
    void request('photographs:consent-history', { photoId }).then((result) => {
      if (result.ok) setHistory(result.value);
    });
  }, [photoId]);
  if (!place) return null;
  const { details, consents } = place;
  return (
    <Dialog title="About this photo" onClose={closeDialog}>
      <Form
        schema={schema}
        read={(text, data) => ({
          view: photographDetailsSchema.shape.view.parse(text('view') || null),
          distanceCm: text('distanceCm') === '' ? null : Number(text('distanceCm')),
          device: text('device'),
          lighting: text('lighting'),
          makeUp: photographDetailsSchema.shape.makeUp.parse(text('makeUp') || null),
          operator: text('operator'),
          millimetresPerPixel: details.millimetresPerPixel,
          consents: CONSENT_SCOPES.filter((scope) => data.has(`consent-${scope}`)),
          reach: consentReachSchema.parse(text('reach') || 'photo'),
        })}
        save={async ({ consents: given, reach, ...described }) =>
          (await change('photographs:describe', { photoIds: [photoId], details: described })) ??
          (await saveConsent(photoId, place, given, reach))
        }
        saveLabel="Save"
        onDone={closeDialog}
      >
        <ChoiceField name="view" label="View" value={details.view ?? ''} choices={VIEWS} />
        <TextField
          name="distanceCm"
          label="Distance, cm"
          type="number"
          value={details.distanceCm === null ? '' : String(details.distanceCm)}
        />
        <TextField name="device" label="Camera" value={details.device} />
        <TextField name="lighting" label="Light" value={details.lighting} />
        <ChoiceField name="makeUp" label="Skin" value={details.makeUp ?? ''} choices={MAKE_UP} />
        <TextField name="operator" label="Taken by" value={details.operator} />
        <fieldset className={styles['consents']}>
          <legend>The patient agreed to use for</legend>
          {CONSENT_SCOPES.map((scope) => (
            <label key={scope}>
              <input type="checkbox" name={`consent-${scope}`} defaultChecked={consents.includes(scope)} />
              {CONSENT_NAMES[scope]}
            </label>
          ))}
        </fieldset>
        {place.patient && <ChoiceField name="reach" label="Consent is for" value="photo" choices={REACHES} />}
        <ConsentHistory changes={history} />
      </Form>
    </Dialog>
  );
}
