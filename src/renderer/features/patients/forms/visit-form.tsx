import { localDay } from '../../../../shared/day';
import type { VisitRecord } from '../../../../shared/record/patient-record';
import { IGA_NAMES, igaSchema } from '../../../../shared/clinical/grading/iga';
import { Dialog } from '../../../ui/dialog';
import { AreaField, ChoiceField, Form, TextField } from '../../../ui/form';
import { change } from '../store/change';
import { closeDialog } from '../store/dialog-store';
import { visitEntrySchema } from './visit-entry';

const IGA_CHOICES = [
  ['', 'Not graded'] as const,
  ...IGA_NAMES.map((name, grade) => [String(grade), `${grade} – ${name}`] as const),
];
const CADI_CHOICES = [
  ['', '–'] as const,
  ...[0, 1, 2, 3].map((answer) => [String(answer), String(answer)] as const),
];
/** The five questions of the Cardiff Acne Disability Index in a few words (Motley & Finlay 1992). */
const CADI_QUESTIONS = [
  'CADI 1: aggressive, frustrated, embarrassed',
  'CADI 2: social life and relationships',
  'CADI 3: avoided changing or swimming',
  'CADI 4: feelings about the look of the skin',
  'CADI 5: how bad the acne is now',
] as const;

interface VisitFormProps {
  readonly patientId: string;
  readonly visit: VisitRecord | null;
}

/** Enters a visit, or changes one. */
export function VisitForm({ patientId, visit }: VisitFormProps) {
  return (
    <Dialog title={visit ? 'Change the visit' : 'New visit'} onClose={closeDialog}>
      <Form
        schema={visitEntrySchema}
        read={(text) => {
          const iga = igaSchema.safeParse(text('iga') === '' ? null : Number(text('iga')));
          return {
            date: text('date'),
            treatmentWeek: text('treatmentWeek') === '' ? null : Number(text('treatmentWeek')),
            complaint: text('complaint'),
            iga: iga.success ? iga.data : null,
            answers: CADI_QUESTIONS.map((_, index) => text(`cadi${index}`)),
            notes: text('notes'),
          };
        }}
        save={(details) => change('visits:save', { patientId, visitId: visit?.id ?? null, details })}
        saveLabel={visit ? 'Save' : 'Add visit'}
        onDone={closeDialog}
      >
        <TextField
          name="date"
          label="Date"
          type="date"
          value={visit?.date ?? localDay(new Date())}
          firstFocus
        />
        <TextField
          name="treatmentWeek"
          label="Week of treatment"
          type="number"
          value={visit?.treatmentWeek == null ? '' : String(visit.treatmentWeek)}
        />
        <ChoiceField
          name="iga"
          label="Your global assessment (IGA)"
          value={visit?.iga == null ? '' : String(visit.iga)}
          choices={IGA_CHOICES}
        />
        <TextField name="complaint" label="Complaint" value={visit?.complaint ?? ''} wide />
        <AreaField name="notes" label="Notes" value={visit?.notes ?? ''} />
        {CADI_QUESTIONS.map((question, index) => (
          <ChoiceField
            key={question}
            name={`cadi${index}`}
            label={question}
            value={visit?.cadi ? String(visit.cadi[index]) : ''}
            choices={CADI_CHOICES}
          />
        ))}
      </Form>
    </Dialog>
  );
}
