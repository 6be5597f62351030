import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ImportReport } from '../../../shared/ipc/photos';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { countOf } from '../../ui/format';
import { useImport } from './import-store';
import styles from './import.module.css';

const close = () => useImport.setState({ report: null });

/** Every file that was refused, with the reason and what to do; nothing while there is no such report. */
export function ImportReportDialog() {
  const report = useImport((store) => store.report);
  return report && <Report report={report} />;
}

function Report({ report }: { readonly report: ImportReport }) {
  const { imported, alreadyThere, refused } = report;
  return (
    <Dialog title={`${countOf(refused.length, 'file')} could not be added`} lightDismiss onClose={close}>
      <p className={styles['summary']}>
        {imported.length > 0 ? `${countOf(imported.length, 'photo')} added.` : 'No photo was added.'}
        {alreadyThere.length > 0 &&
          ` ${countOf(alreadyThere.length, 'photo was', 'photos were')} in the gallery already.`}
      </p>
      <RefusedFiles refused={refused} />
      <div className={styles['actions']}>
        <Button look="main" onClick={close}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

function RefusedFiles({ refused }: { readonly refused: ImportReport['refused'] }) {
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is not passed on to memoised children
  const rows = useVirtualizer({
    count: refused.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 72,
    overscan: 8,
  });
  return (
    <div ref={scroller} className={styles['refused']} tabIndex={0} role="group" aria-label="Refused files">
      <ul style={{ blockSize: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const failure = refused[index];
          return failure ? (
            <li key={key} ref={rows.measureElement} data-index={index} style={{ translate: `0 ${start}px` }}>
              {failure.file && <strong>{failure.file}</strong>}
              <p>{failure.message}</p>
              {failure.advice && <p className={styles['advice']}>{failure.advice}</p>}
            </li>
          ) : null;
        })}
      </ul>
    </div>
  );
}
