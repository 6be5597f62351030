import { CircleCheck, Download, FileInput, X } from 'lucide-react';
import { useEffect } from 'react';
import type { ShownBackbone } from '../../../../shared/ipc/backbones';
import { unreachable } from '../../../api/remote';
import { Button } from '../../../ui/button';
import { FailureNote } from '../../../ui/failure-note';
import { ProgressBar } from '../../../ui/progress-bar';
import { MODELS } from '../models';
import {
  addBackbone,
  cancelFetch,
  fetchBackbone,
  refreshBackbones,
  useBackbones,
} from '../store/backbones-store';
import { useDraft } from './draft-store';
import styles from './new-run.module.css';

const MEGABYTE = 1e6;
const megabytes = (bytes: number): string => `${Math.round(bytes / MEGABYTE)} MB`;

/** The weights of the pre-trained network that the chosen model stands on: here, missing, or on their way. */
export function BackboneWeights() {
  const { backbone } = MODELS[useDraft(({ draft }) => draft.model)];
  const backbones = useBackbones((store) => store.backbones);
  const needed = backbone !== undefined;
  useEffect(() => {
    if (needed) void refreshBackbones();
  }, [needed]);
  if (!needed) return null;
  switch (backbones.state) {
    case 'loading':
      return <p className={styles['muted']}>Looking for the network’s weights…</p>;
    case 'failed':
      return (
        <FailureNote title="It is not known whether the weights are here" failure={backbones.failure}>
          <Button onClick={() => void refreshBackbones()}>Try again</Button>
        </FailureNote>
      );
    case 'loaded': {
      const shown = backbones.value.find(({ id }) => id === backbone);
      return shown ? <Weights backbone={shown} /> : null;
    }
    default:
      return unreachable(backbones);
  }
}

function Weights({ backbone }: { readonly backbone: ShownBackbone }) {
  const { title, here, fetching, bytes, host, licence } = backbone;
  if (fetching !== null) {
    return (
      <div role="group" aria-label={`Weights of ${title}`} className={styles['weights']}>
        <p>
          Fetching the weights of {title}: {megabytes(fetching)} of {megabytes(bytes)}
        </p>
        <ProgressBar label={`Fetching ${title}`} fraction={fetching / bytes} />
        <div>
          <Button onClick={() => void cancelFetch(backbone)}>
            <X aria-hidden size={16} /> Stop
          </Button>
        </div>
      </div>
    );
  }
  if (here.state === 'ready' || here.state === 'downloaded') {
    return (
      <p className={styles['here']}>
        <CircleCheck aria-hidden size={17} />
        {here.state === 'ready' && !here.published
          ? `The weights of ${title} are here, from “${here.source}”: not the published ones.`
          : `The weights of ${title} are here.`}
      </p>
    );
  }
  return (
    <div role="group" aria-label={`Weights of ${title}`} className={styles['weights']}>
      <p>
        <strong>{title} needs its weights first.</strong> They were learned from everyday photos and are
        published by the makers of Keras.
      </p>
      <p className={styles['muted']}>
        Fetching loads {megabytes(bytes)} from {host} and checks them. It is the only time Macule uses the
        internet, and nothing is sent. Licence: {licence}. On a computer without internet, add the file from a
        disk.
        {here.state === 'partial' && ` ${megabytes(here.bytes)} are here already.`}
      </p>
      <div className={styles['choices']}>
        <Button look="main" onClick={() => void fetchBackbone(backbone)}>
          <Download aria-hidden size={17} /> {here.state === 'partial' ? 'Go on fetching' : 'Fetch weights'}
        </Button>
        <Button onClick={() => void addBackbone(backbone)}>
          <FileInput aria-hidden size={17} /> Add from a file
        </Button>
      </div>
    </div>
  );
}
