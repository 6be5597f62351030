import { localDay } from '../../../../shared/day';
import type { TreatmentRecord } from '../../../../shared/record/patient-record';
import { TREATMENT_WORDS, treatmentDetailsSchema } from '../../../../shared/record/treatment';
import { Dialog } from '../../../ui/dialog';
import { AreaField, Form, TextField } from '../../../ui/form';
import { change } from '../store/change';
import { closeDialog } from '../store/dialog-store';

interface TreatmentFormProps {
  readonly patientId: string;
  readonly treatment: TreatmentRecord | null;
}

/** Enters a treatment, or changes one. */
export function TreatmentForm({ patientId, treatment }: TreatmentFormProps) {
  return (
    <Dialog title={treatment ? `Change ${treatment.name}` : 'New treatment'} onClose={closeDialog}>
      <Form
        schema={treatmentDetailsSchema}
        read={(text) => ({
          name: text('name'),
          dose: text('dose'),
          startedOn: text('startedOn'),
          endedOn: text('endedOn') || null,
          notes: text('notes'),
        })}
        save={(details) =>
          change('treatments:save', { patientId, treatmentId: treatment?.id ?? null, details })
        }
        saveLabel={treatment ? 'Save' : 'Add treatment'}
        onDone={closeDialog}
      >
        <TextField
          name="name"
          label="Treatment"
          value={treatment?.name ?? ''}
          suggestions={TREATMENT_WORDS}
          firstFocus
        />
        <TextField name="dose" label="Dose" value={treatment?.dose ?? ''} />
        <TextField
          name="startedOn"
          label="Begun on"
          type="date"
          value={treatment?.startedOn ?? localDay(new Date())}
        />
        <TextField
          name="endedOn"
          label="Ended on (empty while it goes on)"
          type="date"
          value={treatment?.endedOn ?? ''}
        />
        <AreaField name="notes" label="Notes" value={treatment?.notes ?? ''} />
      </Form>
    </Dialog>
  );
}
