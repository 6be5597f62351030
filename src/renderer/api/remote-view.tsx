import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { unreachable, type Remote } from './remote';
import rail from '../ui/rail.module.css';

interface RemoteViewProps<T> {
  readonly remote: Remote<T>;
  /** Said while it is on its way. */
  readonly loading: string;
  /** Said where it did not come. */
  readonly failed: string;
  readonly onRetry: () => void;
  readonly children: (value: T) => ReactNode;
}

/** Something of main's on the screen: once it is there, and what is to be said until then. */
export function RemoteView<T>({ remote, loading, failed, onRetry, children }: RemoteViewProps<T>) {
  switch (remote.state) {
    case 'loading':
      return <p className={rail['quiet']}>{loading}</p>;
    case 'failed':
      return (
        <div className={rail['quiet']}>
          <FailureNote title={failed} failure={remote.failure}>
            <Button onClick={onRetry}>Try again</Button>
          </FailureNote>
        </div>
      );
    case 'loaded':
      return children(remote.value);
    default:
      return unreachable(remote);
  }
}
