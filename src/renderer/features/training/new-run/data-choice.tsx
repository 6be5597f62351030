import { FolderOpen } from 'lucide-react';
import { loadedValue, unreachable } from '../../../api/remote';
import { Button } from '../../../ui/button';
import { FailureNote } from '../../../ui/failure-note';
import { DataReport } from './data-report';
import { chooseData, takeData, useDraft } from './draft-store';
import styles from './new-run.module.css';

/** Which photos to learn from, and what is in them. */
export function DataChoice() {
  const { draft, recent } = useDraft();
  const others = recent.filter(({ id }) => id !== draft.data?.id);
  return (
    <section className={styles['section']} aria-labelledby="data-choice">
      <h3 id="data-choice">1. Photos</h3>
      <div className={styles['choices']}>
        <Button look={draft.data ? 'plain' : 'main'} onClick={() => void chooseData()}>
          <FolderOpen aria-hidden size={17} /> {draft.data ? 'Choose another folder' : 'Choose a folder'}
        </Button>
        {others.slice(0, 3).map((data) => (
          <Button key={data.id} onClick={() => void takeData(data)}>
            {data.name}
          </Button>
        ))}
      </div>
      {draft.data === null && (
        <p className={styles['muted']}>
          A folder with the folders “train” and “valid” (and “test”), with labels in the format of YOLO, COCO,
          Pascal VOC or Roboflow. Different people in each.
        </p>
      )}
      <Inspected />
    </section>
  );
}

function Inspected() {
  const { draft, inspection } = useDraft();
  if (draft.data === null || inspection === null) return null;
  switch (inspection.state) {
    case 'loading':
      return (
        <p role="status" className={styles['muted']}>
          Reading the labels in “{draft.data.name}”…
        </p>
      );
    case 'failed':
      return (
        <FailureNote title={`“${draft.data.name}” cannot be used`} failure={inspection.failure}>
          <Button onClick={() => draft.data && void takeData(draft.data)}>Try again</Button>
        </FailureNote>
      );
    case 'loaded': {
      const report = loadedValue(inspection);
      return report && <DataReport report={report} model={draft.model} />;
    }
    default:
      return unreachable(inspection);
  }
}
