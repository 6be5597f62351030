import { patientDetailsSchema, type Patient } from '../../../../shared/record/patient';
import { request } from '../../../api/client';
import { Dialog } from '../../../ui/dialog';
import { AreaField, ChoiceField, Form, TextField } from '../../../ui/form';
import { closeDialog } from '../store/dialog-store';
import { openPatient } from '../store/open-patient-store';
import { FITZPATRICK } from '../../../../shared/clinical/skin-type';

const SKIN_TYPES = [
  ['', 'Not entered'] as const,
  ...FITZPATRICK.map((name, index) => [String(index + 1), `Fitzpatrick ${name}`] as const),
];

/** Enters a patient, or changes one. */
export function PatientForm({ patient }: { readonly patient: Patient | null }) {
  return (
    <Dialog title={patient ? `Change ${patient.name}` : 'New patient'} onClose={closeDialog}>
      <Form
        schema={patientDetailsSchema}
        read={(text) => ({
          name: text('name'),
          birthDate: text('birthDate') || null,
          localNumber: text('localNumber') || null,
          skinType: text('skinType') === '' ? null : Number(text('skinType')),
          notes: text('notes'),
        })}
        save={async (details) => {
          const result = await request('patients:save', { patientId: patient?.id ?? null, details });
          if (!result.ok) return result.failure;
          void openPatient(result.value.id);
          return null;
        }}
        saveLabel={patient ? 'Save' : 'Add patient'}
        onDone={closeDialog}
      >
        <TextField name="name" label="Name" value={patient?.name ?? ''} firstFocus wide />
        <TextField name="birthDate" label="Date of birth" type="date" value={patient?.birthDate ?? ''} />
        <TextField name="localNumber" label="The clinic’s number" value={patient?.localNumber ?? ''} />
        <ChoiceField
          name="skinType"
          label="Skin type"
          value={patient?.skinType ? String(patient.skinType) : ''}
          choices={SKIN_TYPES}
        />
        <AreaField name="notes" label="Notes" value={patient?.notes ?? ''} />
      </Form>
    </Dialog>
  );
}
